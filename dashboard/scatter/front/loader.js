/** Unfolds the front end, which travels deflated in PACKED, and hands its entry on. */
const bytes = Uint8Array.from(atob(PACKED), (character) => character.charCodeAt(0));
const script = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
const address = URL.createObjectURL(new Blob([await new Response(script).blob()], { type: "text/javascript" }));
const entry = await import(address);
URL.revokeObjectURL(address);

export default entry.default;
