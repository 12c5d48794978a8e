// Clicks one picture of the film strip that is in sight, and tells how long it takes until the strip of that sample,
// with every picture in sight, is painted, and until every picture of every epoch is there to be scrolled to.
async (turn) => {
  const inside = (root) => {
    for (const host of root.querySelectorAll("*")) {
      const found = host.shadowRoot?.querySelector(".box[data-sample]");
      if (found) return found;
    }
    return null;
  };
  const inSight = (box) => {
    const edge = box.getBoundingClientRect();
    const rows = [...box.querySelectorAll(".row:not(.ranks)")].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > edge.top + 24 && top < edge.bottom;
    }); // cells of rows out of sight are not looked at: that alone would have them laid out
    const cells = rows.flatMap((row) => [...row.querySelectorAll(".cell")]);
    return cells.filter((cell) => cell.getBoundingClientRect().left < edge.right);
  };
  const frame = () => new Promise(requestAnimationFrame);
  const box = inside(document);
  const cells = inSight(box).filter((cell) => cell.dataset.id !== box.dataset.sample);
  const cell = cells[turn % cells.length];
  const wanted = cell.dataset.id;
  const began = performance.now();
  cell.click();
  while (box.dataset.sample !== wanted || !inSight(box).every(({ dataset }) => dataset.shown.startsWith("blob"))) {
    if (performance.now() - began > 60000) return null;
    await frame();
  }
  await frame();
  const ms = performance.now() - began;
  const isWhole = () => box.getAttribute("aria-busy") !== "true" && !box.querySelector('.cell:not([data-shown^="blob"])');
  while (!isWhole()) await frame();
  return { ms, whole: performance.now() - began, pictures: inSight(box).length };
}
