/** Columns of whole numbers and of texts, unpacked from the bytes in the page (`PackedColumns` packs them). */
class Columns {
  constructor(bytes, directory) {
    this.bytes = bytes;
    this.directory = directory;
  }

  /** Differences, zigzag-coded in groups of seven bits; an absent column is empty. */
  numbers(name) {
    const entry = this.directory[name];
    if (!entry) return new Int32Array(0);
    const bytes = this.bytes, out = new Int32Array(entry[1]);
    let at = entry[0], last = 0;
    for (let i = 0; i < out.length; i++) {
      let byte = bytes[at++], n = byte & 127, scale = 128;
      while (byte > 127) {
        byte = bytes[at++];
        n += (byte & 127) * scale;
        scale *= 128;
      }
      last += n % 2 ? -(n + 1) / 2 : n / 2;
      out[i] = last;
    }
    return out;
  }

  /** Texts that share the beginning of the one before. */
  texts(name) {
    const [start, count] = this.directory[name] ?? [0, 0];
    const bytes = this.bytes, starts = new Int32Array(count + 1);
    let store = new Uint8Array(1 << 16), at = start, end = 0, lastStart = 0;
    const whole = () => {
      let byte = bytes[at++], n = byte & 127, shift = 7;
      while (byte > 127) {
        byte = bytes[at++];
        n |= (byte & 127) << shift;
        shift += 7;
      }
      return n;
    };
    for (let i = 0; i < count; i++) {
      const shared = whole(), own = whole();
      while (end + shared + own > store.length) {
        const larger = new Uint8Array(store.length * 2);
        larger.set(store);
        store = larger;
      }
      store.copyWithin(end, lastStart, lastStart + shared);
      store.set(bytes.subarray(at, at + own), end + shared);
      at += own;
      lastStart = starts[i] = end;
      end += shared + own;
    }
    starts[count] = end;
    return new Texts(store, starts);
  }
}

/** Many short texts in one run of bytes, each made a string only when somebody looks at it. */
class Texts {
  constructor(store, starts) {
    this.store = store;
    this.starts = starts;
    this.decoder = new TextDecoder();
  }
  get length() { return this.starts.length - 1; }
  at(i) { return this.decoder.decode(this.store.subarray(this.starts[i], this.starts[i + 1])); }
}

/** The head and the columns of this page. */
function readPage() {
  const head = JSON.parse(document.getElementById("head").textContent);
  const text = atob(document.getElementById("data").textContent.trim());
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  document.getElementById("data").remove();
  return { head, columns: new Columns(bytes, head.columns) };
}

/** First position of each key in a rising column: the entries of key k are first[k] .. first[k + 1]. */
function firstOf(keys, count) {
  const first = new Int32Array(count + 1);
  for (const key of keys) first[key + 1]++;
  for (let i = 0; i < count; i++) first[i + 1] += first[i];
  return first;
}
