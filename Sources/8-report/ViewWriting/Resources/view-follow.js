/**
 * Loads the page anew every few seconds when asked to, for a file that `lifeline watch` rewrites: a page opened from a
 * disk may not read its own file, but it may be loaded again. What is shown is kept in the address.
 */
class Follow {
  constructor(head, keep) {
    this.box = document.getElementById("follow");
    document.getElementById("follow-label").hidden = !head.canFollow;
    this.keep = keep;
    this.quietSince = performance.now();
    for (const name of ["pointerdown", "keydown", "wheel"]) addEventListener(name, () => { this.quietSince = performance.now(); }, { passive: true });
    setInterval(() => this.reload(), 2000);
  }

  reload() {
    if (!this.box.checked || document.hidden || performance.now() - this.quietSince < Follow.quietMilliseconds) return;
    if (!this.keep()) return;
    location.reload();
  }

  static quietMilliseconds = 10000;
}

/** What is shown, as the part of the address behind #. */
const address = {
  read() { return Object.fromEntries(new URLSearchParams(location.hash.slice(1))); },
  write(values) {
    try {
      history.replaceState(null, "", "#" + new URLSearchParams(values));
    } catch {
      // Some browsers allow no addresses for a file from a disk; the page works without.
    }
  },
};
