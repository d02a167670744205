import FoundationEssentials

/// Engines that run one command on many machines.
public enum ClusterKind: String, Sendable, CaseIterable {
    /// A job array of Slurm, and a job that merges when it has ended.
    case slurm
    /// An Indexed Job of Kubernetes, and a Job that merges.
    case kubernetes
}

/// The files with which a cluster runs a batch in parts and merges them.
public struct ClusterJob: Sendable {
    let kind: ClusterKind
    let paths: [String]
    let output: String
    let shards: Int
    let options: [String]

    /// - Parameters:
    ///   - paths: scenario files and folders, as for the command.
    ///   - options: further words for every part.
    public init(kind: ClusterKind, paths: [String], output: String, shards: Int, options: [String]) {
        self.kind = kind
        self.paths = paths
        self.output = output
        self.shards = shards
        self.options = options
    }

    /// Where the files go: beside the results, such as `results-slurm`.
    public var folder: String { "\(stem)-\(kind.rawValue)" }

    public var files: [(path: String, text: String)] {
        switch kind {
        case .slurm: SlurmJob(job: self).files
        case .kubernetes: KubernetesJob(job: self).files
        }
    }

    /// What the user does with them.
    public var whatToDo: String {
        switch kind {
        case .slurm: "run them with 'sh \(folder)/submit.sh' on a machine that has sbatch; run it again to go on after a stop"
        case .kubernetes: "put your image and volume into \(folder)/*.yaml, then 'sh \(folder)/submit.sh'; run it again to go on after a stop"
        }
    }

    var stem: String { output.hasSuffix(".gpkg") ? String(output.dropLast(5)) : output }
    var name: String {
        let last = stem.split(separator: "/").last.map(String.init) ?? "results"
        let plain = String(last.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }.prefix(40))
        let trimmed = plain.split(separator: "-").joined(separator: "-")
        return trimmed.isEmpty ? "results" : trimmed
    }
    /// Name of a part's file.
    private func part(_ number: String) -> String { "\(stem)-part-\(number).gpkg" }

    private var partFiles: String { (1...shards).map { Self.quoted(part("\($0)")) }.joined(separator: " ") }
    /// The program may be named from outside, and need not be in the path of the machines.
    private static let program = "\"${LIFELINE:-lifeline}\""

    /// The shell that runs one part to its end, or until it is asked to stop.
    /// - Parameters:
    ///   - number: of the part, from 1, as the shell knows it.
    ///   - threads: likewise.
    func partShell(_ number: String, threads: String) -> String {
        """
        \(Self.program) batch \(Self.quoted(paths + options)) \\
          --output \(Self.quoted(stem))-part-"\(number)".gpkg \\
          --shard "\(number)/\(shards)" --threads "\(threads)" &
        part=$!
        trap 'kill -TERM $part' TERM
        wait $part; code=$?
        while [ $code -gt 128 ] && kill -0 $part 2>/dev/null; do wait $part; code=$?; done
        # Some scenarios failed: the merged file says which, the part itself is done.
        [ $code -eq 4 ] && code=0
        exit $code
        """
    }

    /// The command that merges the parts.
    var mergeShell: String { "\(Self.program) merge \(Self.quoted(output)) \(partFiles)" }

    /// A word as the shell takes it, whatever characters it has.
    static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy { "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./,=+:".unicodeScalars.contains($0) }
        return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
    static func quoted(_ words: [String]) -> String { words.map { quoted($0) }.joined(separator: " ") }
}

/// A job array: every task runs one part, and a last job merges them.
struct SlurmJob {
    let job: ClusterJob

    var files: [(path: String, text: String)] {
        [
            ("\(job.folder)/batch.sh", batch), ("\(job.folder)/merge.sh", merge), ("\(job.folder)/submit.sh", submit),
        ]
    }

    private var here: String { FileManager.default.currentDirectoryPath }
    private var batch: String {
        """
        #!/bin/sh
        # One part of a batch of Lifeline; made by lifeline batch --emit slurm.
        # Add what your cluster asks for (partition, account), and memory by the size of the network.
        #SBATCH --job-name=lifeline-\(job.name)
        #SBATCH --array=1-\(job.shards)
        #SBATCH --ntasks=1
        #SBATCH --cpus-per-task=2
        #SBATCH --time=12:00:00
        #SBATCH --requeue
        #SBATCH --open-mode=append
        #SBATCH --signal=B:TERM@120
        # Two minutes before its time is up the part stops cleanly; submitted again, it goes on.
        cd \(ClusterJob.quoted(here)) || exit 1
        \(job.partShell("$SLURM_ARRAY_TASK_ID", threads: "${SLURM_CPUS_PER_TASK:-1}"))

        """
    }

    private var merge: String {
        """
        #!/bin/sh
        #SBATCH --job-name=lifeline-\(job.name)-merge
        #SBATCH --ntasks=1
        #SBATCH --open-mode=append
        cd \(ClusterJob.quoted(here)) || exit 1
        exec \(job.mergeShell)

        """
    }

    private var submit: String {
        """
        #!/bin/sh
        # Submits the parts, and the merging for when all of them have ended.
        # LIFELINE names the program where it is not in the path of the machines.
        cd \(ClusterJob.quoted(here)) || exit 1
        parts=$(sbatch --parsable --output=\(ClusterJob.quoted(job.folder))/part-%a.log \(ClusterJob.quoted(job.folder))/batch.sh) || exit 1
        sbatch --parsable --dependency=afterany:"${parts%%;*}" --output=\(ClusterJob.quoted(job.folder))/merge.log \\
          \(ClusterJob.quoted(job.folder))/merge.sh

        """
    }
}

/// An Indexed Job: every index runs one part, and a last Job merges them.
struct KubernetesJob {
    let job: ClusterJob

    var files: [(path: String, text: String)] {
        [
            ("\(job.folder)/batch.yaml", batch), ("\(job.folder)/merge.yaml", merge), ("\(job.folder)/submit.sh", submit),
        ]
    }

    private var batch: String {
        """
        # Parts of a batch of Lifeline, each on its own; made by lifeline batch --emit kubernetes.
        # Put in your image and the volume on which scenarios, networks and results lie.
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: lifeline-\(job.name)
        spec:
          completionMode: Indexed
          completions: \(job.shards)
          parallelism: \(job.shards)
          backoffLimit: \(6 * job.shards)
          template:
            spec:
              restartPolicy: Never
              # A part that is asked to stop finishes its scenario; started again, it goes on.
              terminationGracePeriodSeconds: 120
              containers:
              - name: batch
                image: lifeline:latest
                workingDir: /data
                command: ["/bin/sh", "-c"]
                args:
                - |
        \(Self.block(job.partShell("$((JOB_COMPLETION_INDEX + 1))", threads: "2")))
        \(container)
        """
    }

    private var merge: String {
        """
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: lifeline-\(job.name)-merge
        spec:
          backoffLimit: 2
          template:
            spec:
              restartPolicy: Never
              containers:
              - name: merge
                image: lifeline:latest
                workingDir: /data
                command: ["/bin/sh", "-c"]
                args:
                - |
        \(Self.block(job.mergeShell + "\ncode=$?\n[ $code -eq 4 ] && code=0\nexit $code"))
        \(container)
        """
    }

    /// Shell as the lines of a block of YAML.
    private static func block(_ shell: String) -> String {
        shell.split(separator: "\n").map { "          " + $0 }.joined(separator: "\n")
    }

    private var container: String {
        """
                resources:
                  requests: {cpu: "2", memory: 2Gi}
                volumeMounts:
                - {name: data, mountPath: /data}
              volumes:
              - name: data
                persistentVolumeClaim: {claimName: lifeline-data}

        """
    }

    private var submit: String {
        """
        #!/bin/sh
        # Runs the parts, waits for them, and merges. Again, it goes on with parts that were stopped.
        set -e
        kubectl delete job lifeline-\(job.name) lifeline-\(job.name)-merge --ignore-not-found
        kubectl apply -f \(ClusterJob.quoted(job.folder))/batch.yaml
        kubectl wait --for=condition=complete --timeout=-1s job/lifeline-\(job.name)
        kubectl apply -f \(ClusterJob.quoted(job.folder))/merge.yaml
        kubectl wait --for=condition=complete --timeout=-1s job/lifeline-\(job.name)-merge

        """
    }
}
