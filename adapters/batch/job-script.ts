/** Of the log, as many bytes of its beginning, and of its end. */
const logBytes = 1_000_000;

export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/**
 * What a node of the cluster runs. It leaves `began`, with Slurm's id of the job in it, and, once the program has ended and its log is
 * whole, `exit` with the code: so that how it ended is known also when the scheduler has forgotten it. Processes that the program leaves
 * behind are killed: they are those with its task in their environment.
 */
export function jobScript(folder: string, timeoutS: number, maxFileBytes: number): string {
  return `#!/bin/sh
umask 077
cd ${quoted(folder)} || exit 1
set -C
ID=\${SLURM_ARRAY_JOB_ID:+\${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID}
echo "$(hostname) $$ \${ID:-$SLURM_JOB_ID}" > began || exit 0
set +C
TASK=${quoted(`${folder}/task.json`)}
BEGAN=$(date +%s)
{
  (
    ulimit -c 0
    ulimit -f ${String(Math.ceil(maxFileBytes / 512))}
    exec env PESSCARA_TASK="$TASK" timeout -k 5 ${String(timeoutS)} sh program.sh < /dev/null
  )
  CODE=$?
  # So ends what timeout had to kill, and what another one killed as well.
  if [ "$CODE" = 137 ] && [ $(($(date +%s) - BEGAN)) -ge ${String(Math.floor(timeoutS))} ]; then CODE=124; fi
  echo "$CODE" > exit.new || exit
  for p in /proc/[0-9]*; do
    if tr '\\000' '\\n' < "$p/environ" | grep -qxF "PESSCARA_TASK=$TASK"; then kill -9 "\${p#/proc/}"; fi
  done 2> /dev/null
} 2>&1 | {
  dd bs=65536 iflag=count_bytes count=${String(logBytes)} status=none
  tail -c ${String(logBytes)}
} > log
mv exit.new exit
`;
}
