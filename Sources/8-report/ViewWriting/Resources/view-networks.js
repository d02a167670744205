/** More lines than this in sight are set pixel by pixel: paths would take too long. */
const MOST_PATHS = 9000;

/**
 * Draws the networks: faint where they work, thick in their own colour where they are broken or cut off.
 *
 * Whatever is out of sight is passed over; of very many lines in sight, those that the map would miss least are drawn
 * pixel by pixel.
 */
class Networks {
  constructor(city, index, events, layers) {
    Object.assign(this, { city, index, events, layers });
    // Two pictures: that of the networks at rest is larger than the screen.
    this.basePixels = new Pixels();
    this.pixels = new Pixels();
    // Roads lie under the other networks.
    this.order = city.head.layers.map((_, i) => i).sort((a, b) => (city.head.layers[b] === "road") - (city.head.layers[a] === "road"));
    this.visible = [];
  }

  style(layer) { return palette.layer(this.city.head.layers[layer], layer); }

  /** Looks up which links are in sight, by layer. */
  look(camera) {
    const { city } = this, isOn = this.layers.networks(city.head);
    this.visible = city.head.layers.map(() => []);
    this.index.links.each(...camera.window(), (i) => {
      const layer = city.layer[city.nodeCount + i];
      if (isOn[layer]) this.visible[layer].push(i);
    });
    this.total = this.visible.reduce((sum, links) => sum + links.length, 0);
  }

  /** The networks as they are before the event. */
  drawBase(context, camera, ratio) {
    this.look(camera);
    const detail = Math.min(2.2, Math.max(0.7, 0.9 * Math.sqrt(2.2 / camera.metresPerPixel)));
    const canAll = this.total <= MOST_PATHS;
    if (!canAll) this.basePixels.begin(Math.round(camera.width * ratio), Math.round(camera.height * ratio));
    for (const layer of this.order) {
      const isRoad = this.city.head.layers[layer] === "road", faint = this.style(layer).faint;
      if (canAll) {
        this.stroke(context, camera, this.visible[layer], faint, isRoad ? 1.4 * detail : detail, this.style(layer).dash);
      } else {
        const colour = pixelColour(faint);
        for (const i of this.visible[layer]) this.setPixels(this.basePixels, camera, i, ratio, colour, false);
      }
    }
    if (canAll) return;
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.basePixels.drawOn(context);
    context.restore();
    for (const layer of this.order) {
      const major = this.visible[layer].filter((i) => this.city.rank[i] <= 1);
      if (major.length < MOST_PATHS / 3) this.stroke(context, camera, major, this.style(layer).faint, 2, []);
    }
  }

  /** What does not work now. */
  drawOut(context, camera, ratio) {
    const { events } = this;
    const out = this.visible.map((links) => links.filter((i) => events.isLinkOut(i)));
    const total = out.reduce((sum, links) => sum + links.length, 0);
    const width = Math.min(4.5, Math.max(1.2, 2.4 * Math.sqrt(2 / camera.metresPerPixel)));
    if (total <= MOST_PATHS) {
      for (const layer of this.order) {
        if (out[layer].length === 0) continue;
        if (camera.metresPerPixel < 3) this.stroke(context, camera, out[layer], palette.halo, width + 1.6, [], 0.7);
        this.stroke(context, camera, out[layer], this.style(layer).colour, width, this.style(layer).dash);
      }
      return;
    }
    this.pixels.begin(Math.round(camera.width * ratio), Math.round(camera.height * ratio));
    for (const layer of this.order) {
      const colour = pixelColour(this.style(layer).colour);
      for (const i of out[layer]) this.setPixels(this.pixels, camera, i, ratio, colour, ratio > 1);
    }
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.pixels.drawOn(context);
    context.restore();
  }

  stroke(context, camera, links, colour, width, dash, alpha = 1) {
    const { courseFirst, courseX, courseY } = this.city;
    context.beginPath();
    for (const i of links) {
      const first = courseFirst[i], end = courseFirst[i + 1];
      context.moveTo(camera.screenX(courseX[first]), camera.screenY(courseY[first]));
      for (let p = first + 1; p < end; p++) context.lineTo(camera.screenX(courseX[p]), camera.screenY(courseY[p]));
    }
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineCap = dash.length ? "butt" : "round";
    context.lineJoin = "round";
    context.globalAlpha = alpha;
    context.setLineDash(dash);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  setPixels(pixels, camera, i, ratio, colour, isThick) {
    const { courseFirst, courseX, courseY } = this.city;
    let x = camera.screenX(courseX[courseFirst[i]]) * ratio, y = camera.screenY(courseY[courseFirst[i]]) * ratio;
    for (let p = courseFirst[i] + 1; p < courseFirst[i + 1]; p++) {
      const nextX = camera.screenX(courseX[p]) * ratio, nextY = camera.screenY(courseY[p]) * ratio;
      pixels.line(x, y, nextX, nextY, colour, isThick);
      [x, y] = [nextX, nextY];
    }
  }
}
