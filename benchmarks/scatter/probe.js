/** Runs in the page before anything else: says when points are seen, how many pictures play, how long a click takes. */
(() => {
  const small = new OffscreenCanvas(96, 64);
  const context = small.getContext("2d", { willReadFrequently: true });
  const ENOUGH = 12; // of the small picture's pixels

  function* canvases(root) {
    for (const node of root.querySelectorAll("*")) {
      if (node.tagName === "CANVAS" && node.width > 200) yield node;
      if (node.shadowRoot) yield* canvases(node.shadowRoot);
    }
  }

  function look() {
    context.clearRect(0, 0, small.width, small.height);
    for (const canvas of canvases(document)) context.drawImage(canvas, 0, 0, small.width, small.height);
    return new Uint32Array(context.getImageData(0, 0, small.width, small.height).data.buffer);
  }

  function sum(pixels) {
    let value = 0x811c9dc5;
    for (const pixel of pixels) value = Math.imul(value ^ pixel, 0x01000193);
    return value >>> 0;
  }

  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));

  const probe = (globalThis.epochscopeProbe = { first: null, pictures: new Set(), gaps: [], click: null });

  probe.untilPoints = async () => {
    while (true) {
      await frame();
      const pixels = look();
      if (pixels.reduce((count, pixel) => count + (pixel !== pixels[0]), 0) >= ENOUGH) return performance.now();
    }
  };

  /** Frames for some seconds: how far apart they are, and, where asked for, how many different pictures they show. */
  probe.watch = async (seconds, counting) => {
    const gaps = [];
    const pictures = new Set();
    const began = performance.now();
    let before = await frame();
    while (performance.now() - began < seconds * 1000) {
      const now = await frame();
      gaps.push(now - before);
      before = now;
      if (counting) pictures.add(sum(look()));
    }
    return { gaps, pictures: pictures.size };
  };

  /** From letting the button go to the picked sample's picture on the screen. */
  probe.untilPicture = (caption) =>
    new Promise((resolve) => {
      let began = null;
      addEventListener("pointerup", () => (began = performance.now()), { capture: true, once: true });
      const check = async () => {
        const image = document.querySelector('[data-testid="stImage"] img');
        const said = document.querySelector('[data-testid="stImage"]')?.textContent ?? "";
        if (began !== null && image?.complete && said.includes("ISIC") && said !== caption) {
          await frame();
          resolve([performance.now() - began, said]);
        } else requestAnimationFrame(check);
      };
      check();
    });
})();
