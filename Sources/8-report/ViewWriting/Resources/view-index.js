/** Items by the cells of a grid over the town, for finding what is near a place or within a window. */
class GridIndex {
  /**
   * @param count  number of items
   * @param boxes  boxes[4i..] = west, south, east, north of item i, in quanta
   */
  constructor(count, boxes, width, height) {
    this.cell = Math.max(1, Math.sqrt((width + 1) * (height + 1) / Math.max(1, count / 4)));
    this.columns = Math.max(1, Math.ceil((width + 1) / this.cell));
    this.rows = Math.max(1, Math.ceil((height + 1) / this.cell));
    this.boxes = boxes;
    this.stamps = new Uint32Array(count);
    this.stamp = 0;
    this.first = new Int32Array(this.columns * this.rows + 1);
    const each = (body) => {
      for (let i = 0; i < count; i++) this.eachCell(boxes[4 * i], boxes[4 * i + 1], boxes[4 * i + 2], boxes[4 * i + 3], (cell) => body(cell, i));
    };
    each((cell) => { this.first[cell + 1]++; });
    for (let i = 0; i < this.first.length - 1; i++) this.first[i + 1] += this.first[i];
    const next = this.first.slice();
    this.items = new Int32Array(this.first[this.first.length - 1]);
    each((cell, i) => { this.items[next[cell]++] = i; });
  }

  eachCell(west, south, east, north, body) {
    const clamp = (v, most) => Math.min(most - 1, Math.max(0, Math.floor(v / this.cell)));
    const left = clamp(west, this.columns), right = clamp(east, this.columns);
    const top = clamp(north, this.rows);
    for (let row = clamp(south, this.rows); row <= top; row++) {
      for (let column = left; column <= right; column++) body(row * this.columns + column);
    }
  }

  /** Every item whose box touches a window, once. */
  each(west, south, east, north, body) {
    const { first, items, stamps, boxes } = this, stamp = ++this.stamp;
    this.eachCell(west, south, east, north, (cell) => {
      for (let k = first[cell]; k < first[cell + 1]; k++) {
        const i = items[k];
        if (stamps[i] === stamp) continue;
        stamps[i] = stamp;
        const b = 4 * i;
        if (boxes[b] <= east && boxes[b + 2] >= west && boxes[b + 1] <= north && boxes[b + 3] >= south) body(i);
      }
    });
  }
}

/** The links by their courses, and the nodes and facilities by their places. */
class CityIndex {
  constructor(city) {
    this.city = city;
    const { width, height } = city.head;
    const links = city.facilityStart - city.nodeCount, boxes = new Float64Array(4 * links);
    for (let i = 0; i < links; i++) {
      let west = Infinity, south = Infinity, east = -Infinity, north = -Infinity;
      for (let p = city.courseFirst[i]; p < city.courseFirst[i + 1]; p++) {
        west = Math.min(west, city.courseX[p]);
        east = Math.max(east, city.courseX[p]);
        south = Math.min(south, city.courseY[p]);
        north = Math.max(north, city.courseY[p]);
      }
      boxes.set([west, south, east, north], 4 * i);
    }
    this.links = new GridIndex(links, boxes, width, height);
    this.nodes = this.pointIndex(0, city.nodeCount);
    this.facilities = this.pointIndex(city.facilityStart, city.facilityCount);
  }

  pointIndex(start, count) {
    const boxes = new Float64Array(4 * count), { x, y, head } = this.city;
    for (let i = 0; i < count; i++) boxes.set([x[start + i], y[start + i], x[start + i], y[start + i]], 4 * i);
    return new GridIndex(count, boxes, head.width, head.height);
  }

  /**
   * The asset nearest to a place within a reach, all in quanta; -1 for none. A named place wins over a node, a node
   * over a building, and everything over a link, where they lie within the reach.
   */
  nearest(px, py, reach, isShown) {
    const { city } = this;
    let best = -1, bestScore = Infinity;
    const consider = (asset, distance, handicap) => {
      if (distance > reach || !isShown(asset)) return;
      const score = distance + handicap * reach;
      if (score < bestScore) [best, bestScore] = [asset, score];
    };
    const window = [px - reach, py - reach, px + reach, py + reach];
    this.facilities.each(...window, (i) => {
      const a = city.facilityStart + i;
      consider(a, Math.hypot(city.x[a] - px, city.y[a] - py), city.isVulnerable(a) ? 0 : 0.8);
    });
    this.nodes.each(...window, (i) => consider(i, Math.hypot(city.x[i] - px, city.y[i] - py), 0.6));
    this.links.each(...window, (i) => {
      let nearest = Infinity;
      for (let p = city.courseFirst[i]; p + 1 < city.courseFirst[i + 1]; p++) {
        nearest = Math.min(nearest, distanceToSegment(px, py, city.courseX[p], city.courseY[p], city.courseX[p + 1], city.courseY[p + 1]));
      }
      consider(city.nodeCount + i, nearest, 1.4);
    });
    return best;
  }
}

function distanceToSegment(px, py, ax, ay, bx, by) {
  const dx = bx - ax, dy = by - ay, square = dx * dx + dy * dy;
  const t = square > 0 ? Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square)) : 0;
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}
