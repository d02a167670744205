#!/bin/sh
# Runs a batch as a job array on a Slurm of this one machine, and checks that the merged store holds what the batch
# holds that is run in one piece. Needs root on Debian or Ubuntu, and a built program:
#
#   sh Tests/slurm.sh [PROGRAM]          (.build/release/lifeline, or .build/debug/lifeline)
#
# Installs slurm-wlm and munge when they are missing, and starts their daemons with a configuration of its own in a
# folder of its own; an installed configuration is not touched. Everything is stopped and removed afterwards.
set -eu

repository=$(cd "$(dirname "$0")/.." && pwd)
program=${1:-$repository/.build/release/lifeline}
[ -x "$program" ] || program=$repository/.build/debug/lifeline
[ -x "$program" ] || { echo "build the program first: swift build -c release --product lifeline" >&2; exit 2; }
program=$(readlink -f "$program")
[ "$(id -u)" -eq 0 ] || { echo "run this as root: the daemons of Slurm need it" >&2; exit 2; }

if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null || ! command -v sqlite3 >/dev/null; then
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq slurm-wlm munge sqlite3 >/dev/null
fi

folder=$(mktemp -d /tmp/lifeline-slurm.XXXXXX)
pids=
stop() {
  for pid in $pids; do kill "$pid" 2>/dev/null || true; done
  sleep 1
  for pid in $pids; do kill -9 "$pid" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap stop EXIT INT TERM

# --- munge, with a key and a socket of its own
mkdir -p "$folder/munge" && chmod 711 "$folder" "$folder/munge"
dd if=/dev/urandom of="$folder/munge/key" bs=1 count=1024 2>/dev/null
chown -R munge: "$folder/munge"
chmod 400 "$folder/munge/key"
chmod 755 "$folder" "$folder/munge"
runuser -u munge -- munged --foreground --force --key-file="$folder/munge/key" --socket="$folder/munge/socket" \
  --pid-file="$folder/munge/pid" --log-file="$folder/munge/log" --seed-file="$folder/munge/seed" &
pids="$pids $!"
for _ in 1 2 3 4 5 6 7 8 9 10; do [ -S "$folder/munge/socket" ] && break; sleep 1; done

# --- Slurm: one controller, one node, this machine
host=$(hostname -s)
cpus=$(nproc)
mkdir -p "$folder/state" "$folder/spool"
cat > "$folder/slurm.conf" <<CONF
ClusterName=lifeline
SlurmctldHost=$host
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge/socket
CredType=cred/munge
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldPort=27817
SlurmdPort=27818
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
MpiDefault=none
NodeName=$host CPUs=$cpus State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
export SLURM_CONF="$folder/slurm.conf"
slurmctld -D -f "$SLURM_CONF" > "$folder/slurmctld.log" 2>&1 &
pids="$pids $!"
slurmd -D -f "$SLURM_CONF" -N "$host" > "$folder/slurmd.log" 2>&1 &
pids="$pids $!"
up=
for _ in $(seq 60); do
  if sinfo -h -o %T 2>/dev/null | grep -q idle; then up=yes; break; fi
  sleep 1
done
[ -n "$up" ] || { echo "Slurm did not come up" >&2; tail -n 20 "$folder"/slurmctld.log "$folder"/slurmd.log >&2; exit 1; }

# --- a batch: in one piece, and as an array of tasks
mkdir -p "$folder/work/scenarios"
cp "$repository/networks/tutorial.xml" "$repository/networks/tutorial-terrain.asc" "$folder/work/"
cat > "$folder/work/scenarios/water.xml" <<XML
<scenario xmlns="urn:lifeline:scenario:1" title="High water of {level} m" network="../tutorial.xml" horizon="48">
  <parameters>
    <parameter name="level" values="0.50..3.00 step 0.05"/>
    <parameter name="raised" values="false true"/>
  </parameters>
  <flood terrain="../tutorial-terrain.asc" level="{level}" sourceX="155375" sourceY="435225" recession="24"/>
  <measures><raise asset="transformer-east" by="1" built="{raised}"/></measures>
</scenario>
XML
cd "$folder/work"
export LIFELINE="$program"
"$program" batch scenarios -o whole.gpkg --quiet
"$program" batch scenarios -o results.gpkg --emit slurm --shards 4
# This machine may have a single core.
sed -i "s/--cpus-per-task=2/--cpus-per-task=1/" results-slurm/batch.sh
merge=$(sh results-slurm/submit.sh)
echo "the job that merges is ${merge%%;*}"
for _ in $(seq 300); do
  [ -z "$(squeue -h 2>/dev/null)" ] && break
  sleep 1
done
cat results-slurm/merge.log

# --- the same content, table by table
sqlite3 results.gpkg "PRAGMA integrity_check" | grep -qx ok
contents() {
  for table in $(sqlite3 "$1" "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'rtree_%_node' AND name NOT LIKE 'rtree_%_parent' AND name NOT LIKE 'rtree_%_rowid' AND name NOT LIKE 'sqlite_%' ORDER BY 1"); do
    echo "== $table"
    sqlite3 "$1" "SELECT * FROM \"$table\"" | sort
  done
}
contents whole.gpkg > whole.txt
contents results.gpkg > results.txt
if cmp whole.txt results.txt; then
  echo "ok: $(sqlite3 results.gpkg "SELECT count(*) FROM scenarios WHERE status = 'done'") scenarios in 4 tasks of Slurm, merged, are those of the batch in one piece"
else
  diff whole.txt results.txt | head -n 20 >&2
  exit 1
fi
