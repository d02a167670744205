import BatchRunner
import Foundation
import StoreSamples
import Testing

@Suite final class ClusterJobTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }
    private func shell(_ line: String, _ environment: [String: String] = [:]) throws -> (code: Int32, said: String) {
        try Program.run(["-c", line], of: "/bin/sh", in: folder.url, environment: environment)
    }

    /// What the cluster would do: each task with its number, then the merging.
    @Test func `the tasks of a Slurm array, run one by one and merged, give the store of the whole`() throws {
        try folder.sweep()
        try folder.scenario("it's broken", "<outOfService asset=\"nothing\"/>")
        let lifeline = ["LIFELINE": Program.lifeline]
        let emitted = try shell("\"$LIFELINE\" batch scenarios -o 'all results.gpkg' --emit slurm --shards 3 --detail intensities", lifeline)
        #expect(emitted.code == 0, "\(emitted.said)")
        for task in 1...3 {
            let ran = try shell("sh 'all results-slurm/batch.sh'", lifeline.merging(["SLURM_ARRAY_TASK_ID": "\(task)", "SLURM_CPUS_PER_TASK": "1"]) { $1 })
            #expect(ran.code == 0, "\(ran.said)")
        }
        let merged = try shell("sh 'all results-slurm/merge.sh'", lifeline)
        #expect(merged.code == 4, "\(merged.said)")
        #expect(try shell("\"$LIFELINE\" batch scenarios -o whole.gpkg --detail intensities -q", lifeline).code == 4)
        #expect(try StoreDump.differences(folder.path("all results.gpkg"), folder.path("whole.gpkg")) == [])
    }

    /// The block after "- |", indented by ten.
    private func script(in yaml: String) throws -> String {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("- |") })
        return lines[(start + 1)...].prefix { $0.hasPrefix("          ") }.map { $0.dropFirst(10) }.joined(separator: "\n")
    }

    /// What the cluster would do: each index with its number from 0, then the merging.
    @Test func `the shells of a Kubernetes job, run one by one and merged, give the store of the whole`() throws {
        try folder.sweep()
        try folder.scenario("it's broken", "<outOfService asset=\"nothing\"/>")
        let job = ClusterJob(kind: .kubernetes, paths: ["scenarios"], output: "all results.gpkg", shards: 3, options: ["--skip-access"])
        let files = Dictionary(uniqueKeysWithValues: job.files.map { ($0.path, $0.text) })
        let batch = try #require(files["all results-kubernetes/batch.yaml"]), merge = try #require(files["all results-kubernetes/merge.yaml"])
        for line in ["completionMode: Indexed", "completions: 3", "name: lifeline-all-results"] { #expect(batch.contains(line)) }
        let lifeline = ["LIFELINE": Program.lifeline]
        for index in 0...2 {
            let ran = try shell(script(in: batch), lifeline.merging(["JOB_COMPLETION_INDEX": "\(index)"]) { $1 })
            #expect(ran.code == 0, "\(ran.said)")
        }
        let merged = try shell(script(in: merge), lifeline)
        #expect(merged.code == 0 && merged.said.contains("1 failed"), "\(merged.said)")
        #expect(try shell("\"$LIFELINE\" batch scenarios -o whole.gpkg --skip-access -q", lifeline).code == 4)
        #expect(try StoreDump.differences(folder.path("all results.gpkg"), folder.path("whole.gpkg")) == [])
    }

    @Test func `every path is a word of the shell, whatever it is called`() throws {
        let job = ClusterJob(kind: .slurm, paths: ["a b", "c'd", "$(x)", "plain-1.xml"], output: "r; rm.gpkg", shards: 2, options: [])
        let batch = try #require(job.files.first)
        #expect(batch.text.contains("batch 'a b' 'c'\\''d' '$(x)' plain-1.xml"))
        for file in job.files where file.path.hasSuffix(".sh") {
            let path = folder.path("script.sh")
            try Data(file.text.utf8).write(to: URL(fileURLWithPath: path))
            #expect(try shell("sh -n script.sh").code == 0)
        }
    }
}
