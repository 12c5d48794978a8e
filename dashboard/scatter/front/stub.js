/** Hands a view to the code that came with the data mount, or lets it wait until that code is there. */
const shared = (globalThis[Symbol.for("epochscope.scatter")] ??= { waiting: new Map() });

export default (mount) => {
  if (shared.view) shared.view(mount);
  else shared.waiting.set(mount.parentElement, mount);
  return () => {
    shared.waiting.delete(mount.parentElement);
    shared.leave?.(mount.parentElement);
  };
};
