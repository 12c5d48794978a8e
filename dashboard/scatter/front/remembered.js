/** The selection that a browser tab remembers per run, so that a reload does not lose it. */
import { checksum } from "./identity.js";
import { createMemory } from "./memory.js";
import { isSelection } from "./selection.js";

const kept = createMemory("selected", (value) => typeof value.samples === "string" && isSelection(value.selected));

/** Keep what is selected. */
export function remember({ cloud, selected }) {
  if (kept.get(cloud.run)?.selected === selected) return;
  kept.set(cloud.run, { samples: checksum(cloud.packedIds), selected });
}

/** What was selected of these very samples, undefined where nothing is known. */
export function remembered(cloud) {
  const before = kept.get(cloud.run);
  return before?.samples === checksum(cloud.packedIds) ? before.selected : undefined;
}
