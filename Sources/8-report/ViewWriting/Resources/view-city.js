/**
 * The city: what every asset is and where. Assets are numbered nodes first, then links, then facilities; places are
 * whole quanta east and north of the south-western corner.
 */
class City {
  constructor(head, columns) {
    this.head = head;
    this.nodeCount = head.nodes;
    this.facilityStart = head.nodes + head.links;
    this.facilityCount = head.facilities;
    this.assetCount = this.facilityStart + head.facilities;
    this.kind = columns.numbers("kind");
    this.layer = columns.numbers("layer");
    this.isSource = columns.numbers("isSource");
    this.rank = columns.numbers("rank");
    this.residents = columns.numbers("residents");
    this.beds = columns.numbers("beds");
    this.ids = columns.texts("id");
    this.names = columns.texts("names");
    this.name = columns.numbers("name");
    this.placeCourses(columns);
    this.needs = {
      first: firstOf(columns.numbers("needAsset"), this.assetCount),
      service: columns.numbers("needService"),
      reserveMinutes: columns.numbers("needReserveMinutes"),
    };
    const vulnerable = new Set(head.vulnerableKinds);
    this.kindIsVulnerable = head.kinds.map((kind) => vulnerable.has(kind));
    this.hospitalKind = head.kinds.indexOf("hospital");
    /** Facilities drawn and listed one by one: hospitals last, so that they lie on top. */
    this.namedPlaces = [];
    for (let a = this.facilityStart; a < this.assetCount; a++) if (this.isVulnerable(a)) this.namedPlaces.push(a);
    this.namedPlaces.sort((a, b) => this.isHospital(a) - this.isHospital(b));
  }

  /** The course of each link as a run of points, and the middle of it as the link's own place. */
  placeCourses(columns) {
    const from = columns.numbers("from"), to = columns.numbers("to");
    const count = columns.numbers("courseCount"), east = columns.numbers("courseEast"), north = columns.numbers("courseNorth");
    const ownEast = columns.numbers("east"), ownNorth = columns.numbers("north");
    const links = from.length, x = new Int32Array(this.assetCount), y = new Int32Array(this.assetCount);
    x.set(ownEast.subarray(0, this.nodeCount));
    y.set(ownNorth.subarray(0, this.nodeCount));
    x.set(ownEast.subarray(this.nodeCount), this.facilityStart);
    y.set(ownNorth.subarray(this.nodeCount), this.facilityStart);
    const first = new Int32Array(links + 1);
    for (let i = 0; i < links; i++) first[i + 1] = first[i] + Math.max(2, count[i]);
    const courseX = new Int32Array(first[links]), courseY = new Int32Array(first[links]);
    let stored = 0;
    for (let i = 0; i < links; i++) {
      const at = first[i];
      if (count[i] > 0) {
        courseX.set(east.subarray(stored, stored + count[i]), at);
        courseY.set(north.subarray(stored, stored + count[i]), at);
        stored += count[i];
      } else {
        courseX[at] = x[from[i]];
        courseY[at] = y[from[i]];
        courseX[at + 1] = x[to[i]];
        courseY[at + 1] = y[to[i]];
      }
      const middle = at + ((first[i + 1] - at - 1) >> 1);
      x[this.nodeCount + i] = (courseX[middle] + courseX[middle + 1]) / 2;
      y[this.nodeCount + i] = (courseY[middle] + courseY[middle + 1]) / 2;
    }
    Object.assign(this, { x, y, from, to, courseFirst: first, courseX, courseY });
  }

  isFacility(a) { return a >= this.facilityStart; }
  isLink(a) { return a >= this.nodeCount && a < this.facilityStart; }
  isHospital(a) { return this.kind[a] === this.hospitalKind; }
  isVulnerable(a) { return this.kindIsVulnerable[this.kind[a]]; }
  id(a) { return this.ids.at(a); }
  kindName(a) { return this.head.kinds[this.kind[a]]; }
  layerName(a) { return this.head.layers[this.layer[a]] ?? ""; }
  hasName(a) { return this.name[a] > 0; }
  residentsOf(a) { return this.residents[a - this.facilityStart]; }
  bedsOf(a) { return this.beds[a - this.facilityStart]; }

  /** Its name, or else its kind and identifier. */
  label(a, words) { return this.hasName(a) ? this.names.at(this.name[a] - 1) : words.kind(this.kindName(a)) + " " + this.id(a); }

  /** The services it needs, each with its reserve in hours. */
  needsOf(a) {
    const list = [];
    for (let i = this.needs.first[a]; i < this.needs.first[a + 1]; i++) {
      list.push({ service: this.needs.service[i], reserveHours: this.needs.reserveMinutes[i] / 60 });
    }
    return list;
  }
}
