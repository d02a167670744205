/** Which part of the town is shown, and how large: from quanta to pixels of the page and back. */
class Camera {
  constructor(city) {
    this.city = city;
    this.width = 1;
    this.height = 1;
    this.x = city.head.width / 2;
    this.y = city.head.height / 2;
    this.scale = 1;
    /** Pixels at the left that the legend covers when the whole town is shown. */
    this.inset = 0;
    /** Counts every change, so that a picture knows when it is out of date. */
    this.version = 0;
  }

  resize(width, height) {
    const wasWhole = this.version === 0 || this.scale <= this.wholeScale * 1.001;
    this.width = Math.max(1, width);
    this.height = Math.max(1, height);
    if (wasWhole) this.showWhole();
    this.version++;
  }

  get wholeScale() {
    const { width, height } = this.city.head;
    return Math.min((this.width - this.inset - 110) / (width + 1), (this.height - 90) / (height + 1));
  }
  get largestScale() { return 8 * this.city.head.quantumMetres; }
  get metresPerPixel() { return this.city.head.quantumMetres / this.scale; }

  screenX(x) { return (x - this.x) * this.scale + this.width / 2; }
  screenY(y) { return this.height / 2 - (y - this.y) * this.scale; }
  worldX(px) { return (px - this.width / 2) / this.scale + this.x; }
  worldY(py) { return (this.height / 2 - py) / this.scale + this.y; }

  /** West, south, east, north of what is shown, with some pixels around it. */
  window(margin = 12) {
    return [this.worldX(-margin), this.worldY(this.height + margin), this.worldX(this.width + margin), this.worldY(-margin)];
  }

  /** The same view with more around it, for a picture that can be moved without being drawn anew. */
  widened(share) {
    const wide = new Camera(this.city);
    Object.assign(wide, { x: this.x, y: this.y, scale: this.scale, width: Math.ceil(this.width * (1 + 2 * share)), height: Math.ceil(this.height * (1 + 2 * share)) });
    return wide;
  }

  /** Whether all of this view lies within another of the same scale. */
  isWithin(other) {
    if (other.scale !== this.scale) return false;
    const [west, south, east, north] = this.window(0), [w, s, e, n] = other.window(0);
    return west >= w && south >= s && east <= e && north <= n;
  }

  showWhole() {
    this.scale = Math.max(1e-9, this.wholeScale);
    this.x = this.city.head.width / 2 - this.inset / 2 / this.scale;
    this.y = this.city.head.height / 2;
    this.version++;
  }

  move(dx, dy) {
    const { width, height } = this.city.head;
    this.x = Math.min(width, Math.max(0, this.x - dx / this.scale));
    this.y = Math.min(height, Math.max(0, this.y + dy / this.scale));
    this.version++;
  }

  /** Zooms so that the place under a pixel stays there. */
  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const x = this.worldX(px), y = this.worldY(py);
    this.scale = Math.min(Math.max(this.largestScale, this.wholeScale), Math.max(this.wholeScale * 0.7, this.scale * factor));
    this.x = x - (px - this.width / 2) / this.scale;
    this.y = y - (this.height / 2 - py) / this.scale;
    this.version++;
  }

  /** Puts a place in the middle, near enough to see it. */
  show(x, y, metresAcross = 900) {
    this.x = x;
    this.y = y;
    const wanted = Math.min(this.width, this.height) * this.city.head.quantumMetres / metresAcross;
    this.scale = Math.min(this.largestScale, Math.max(this.scale, wanted));
    this.version++;
  }
}
