import FoundationEssentials
import Glibc

/// Peers that are Python libraries, run by the interpreter that `PEER_PYTHON` names (python3 when it names none).
extension Peer {
    struct Times {
        /// Wall-clock and processor.
        var seconds, processorSeconds: Double
        /// The sum of all results.
        var checksum: Double
    }

    /// Best of five of OpenQuake's hazard library on one core: three measures at a million places.
    static func openQuake(model: String) throws -> Times? {
        try times(
            preamble + """
                from warnings import filterwarnings
                filterwarnings('ignore')
                from openquake.hazardlib.gsim.boore_2014 import BooreEtAl2014
                from openquake.hazardlib.gsim.akkar_2014 import AkkarEtAlRjb2014
                from openquake.hazardlib.contexts import simple_cmaker
                n = 1000000
                maker = simple_cmaker([\(model)()], ['PGA', 'SA(0.3)', 'SA(1.0)'], mags=['6.50'])
                sites = maker.new_ctx(n)
                sites.mag, sites.rake, sites.rjb, sites.vs30 = 6.5, 0., 1 + 99 * uniforms(11, n), 180 + 620 * uniforms(12, n)
                for field in ('z1pt0', 'z2pt5'):
                    if field in sites.dtype.names: sites[field] = -999.
                maker.get_mean_stds([sites[:10]])
                wall, processor, out = measure(lambda: maker.get_mean_stds([sites]), 5)
                print(wall, processor, float(np.exp(out[0]).sum()))
                """)
    }

    /// Best of three of NumPy on one core: distances, correlation, Cholesky, normals, product.
    static func numPyResiduals(places: Int, samples: Int) throws -> Times? {
        try times(
            preamble + """
                n, k = \(places), \(samples)
                x, y = 0.4 * uniforms(21, n) * 74.5, 0.3 * uniforms(22, n) * 111.2
                generator = np.random.Generator(np.random.PCG64(1))
                def work():
                    d = np.hypot(x[:, None] - x[None], y[:, None] - y[None])
                    c = np.exp(-3 / 8.5 * d)
                    c[np.diag_indices(n)] += 1e-10
                    return np.linalg.cholesky(c) @ generator.standard_normal((n, k))
                wall, processor, out = measure(work, 3)
                print(wall, processor, float(out.sum()))
                """)
    }

    /// One thread, the best of several times, and the uniform numbers of `Shaking.uniforms`.
    private static let preamble = """
        from importlib import import_module
        from os import environ
        from time import perf_counter, process_time
        for name in ('OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS'): environ[name] = '1'
        np = import_module('numpy')
        def mix(a):
            with np.errstate(over='ignore'):
                z = np.asarray(a, np.uint64) + np.uint64(0x9E3779B97F4A7C15)
                z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
                z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
                return z ^ (z >> np.uint64(31))
        def uniforms(stream, n):
            with np.errstate(over='ignore'):
                return (mix(mix(np.uint64(stream)) + np.arange(n, dtype=np.uint64)) >> np.uint64(11)) * 2.0**-53
        def measure(work, times):
            wall = processor = float('inf')
            for _ in range(times):
                start, used = perf_counter(), process_time(); out = work()
                wall, processor = min(wall, perf_counter() - start), min(processor, process_time() - used)
            return wall, processor, out

        """

    /// The times and the checksum that a script prints; nil when it cannot be run.
    private static func times(_ script: String) throws -> Times? {
        let figures = try python(script)
        return figures.count == 3 ? Times(seconds: figures[0], processorSeconds: figures[1], checksum: figures[2]) : nil
    }

    /// The numbers on the last line that a script prints; none when it cannot be run.
    private static func python(_ script: String) throws -> [Double] {
        let interpreter = getenv("PEER_PYTHON").map { String(cString: $0) } ?? "python3"
        let file = FileManager.default.temporaryDirectory.appending(path: "lifeline-peer-\(getpid()).py").path
        try Data(script.utf8).write(to: URL(filePath: file))
        defer { unlink(file) }
        return (lastLine([interpreter, file]) ?? "").split(separator: " ").compactMap { Double($0) }
    }

    /// The last line that a command prints, run in a folder; nil when it fails.
    static func lastLine(_ words: [String], in folder: String = ".") -> String? {
        guard !(words + [folder]).contains(where: { $0.contains("'") }) else { return nil }
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        guard let pipe = popen("cd '\(folder)' && \(quoted) 2>/dev/null", "r") else { return nil }
        var text = [UInt8](), buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, pipe), count > 0 { text += buffer[..<count] }
        guard pclose(pipe) == 0 else { return nil }
        return String(decoding: text, as: UTF8.self).split(separator: "\n").last.map { String($0) }
    }
}
