/** Runs in the page before anything else: how long until all pictures of a turn stand there, and the longest stall. */
(() => {
  const probe = (globalThis.epochscopeProbe = { stall: 0 });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) probe.stall = Math.max(probe.stall, task.duration);
  }).observe({ type: "longtask", buffered: true });

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  function* all(selector, root = document) {
    yield* root.querySelectorAll(selector);
    for (const node of root.querySelectorAll("*")) if (node.shadowRoot) yield* all(selector, node.shadowRoot);
  }

  function inWindow(node) {
    const { top, bottom } = node.getBoundingClientRect();
    return top < innerHeight && bottom > 0;
  }

  function tilesStand(count, turn) {
    const tiles = [...all("button[data-id]")];
    return tiles.length === count && tiles.every((tile) => tile.dataset.id.startsWith(`${turn}:`)) && painted(tiles);
  }

  const painted = (tiles) =>
    tiles.every((tile) => !inWindow(tile) || tile.firstChild.style.backgroundImage.startsWith("url"));

  function imagesStand(count, turn) {
    const images = [...all("[data-testid=stImage] img, [data-testid=stImageContainer] img")];
    const words = [...all("[data-testid=stImageCaption]")].filter((each) => each.textContent.includes(` ${turn} · `));
    return words.length >= count && images.length >= count && images.every((each) => each.complete && each.naturalWidth);
  }

  /** Milliseconds from a click on the button to the frame after the one that has all pictures in the window. */
  probe.others = async (design, count, turn) => {
    const stand = design === "ours" ? tilesStand : imagesStand;
    const button = [...all("button")].find((each) => each.textContent.includes("Others"));
    probe.stall = 0;
    const began = performance.now();
    button.click();
    while (!stand(count, turn)) await frame();
    await frame();
    await frame();
    return performance.now() - began;
  };

  /** Scroll through everything, waiting at each step for the pictures in the window. The longest stall since the click. */
  probe.scrollThrough = async () => {
    const tiles = [...all("button[data-id]")];
    for (let place = 0; place < tiles.length; place += 40) {
      tiles[place].scrollIntoView();
      await frame();
      while (!painted(tiles)) await frame();
    }
    return probe.stall;
  };
})();
