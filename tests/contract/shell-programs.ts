import type { ProgramAct } from './program-executor.contract.ts';

/**
 * The programs of the contract for POSIX shells. `$W` is the folder of the task.
 * @param go path of a file that 'wait for go' waits for at most 5 s
 */
export function shellProgram(act: ProgramAct, go = '/nowhere'): string {
  const begin = 'W="$(dirname "$PESSCARA_TASK")"; empty() { echo \'{"outputs": []}\' > "$W/result/result.json"; }\n';
  const finish = `echo hello; echo '::progress 0.5 half way'; printf a > "$W/out/a.txt"
    finish() { echo '{"outputs": [{"kind": "note", "file": "a.txt", "properties": {"startedAt": '"$1"'}}]}' > "$W/result/result.json"; }
    T=$(date +%s)000`;
  const body: Readonly<Record<ProgramAct, string>> = {
    finish: `${finish}; finish "$T"`,
    'wait for go': `${finish}; n=0; while [ ! -e ${go} ] && [ $n -lt 5 ]; do sleep 1; n=$((n+1)); done; finish "$T"`,
    'exit 3': 'echo no tumour found; exit 3',
    signal: "sh -c 'kill -SEGV $$'; exit $?",
    malformed: 'printf "{" > "$W/result/result.json"',
    flood:
      'echo the beginning; yes 0123456789012345678901234567890123456789012345678901234567890123456789 | head -c 1000000000; echo; echo the end; empty',
    wait: "echo '::progress 0.5'; sleep 1000",
    'hold on':
      "trap '' TERM; setsid sleep 98765 > /dev/null 2>&1 & echo '::progress 0.5'; while true; do sleep 1; done",
    hoard: 'n=0; while [ $n -lt 30 ]; do head -c 1000000 /dev/zero > "$W/out/$n"; n=$((n+1)); done; sleep 1000',
    litter: 'n=0; while [ $n -lt 300 ]; do mkdir "$W/out/$n"; n=$((n+1)); done; sleep 1000',
    'link out': `ln -s /etc/passwd "$W/out/a"
      echo '{"outputs": [{"kind": "note", "file": "a"}]}' > "$W/result/result.json"`,
    fork: 'setsid sleep 98765 > /dev/null 2>&1 & empty',
    'write outside': `for f in /pesscara-outside /work/in/x /etc/x; do if echo x 2>/dev/null > $f; then W2=yes; fi; done 2>/dev/null
      if [ -z "$W2" ]; then B=false; else B=true; fi; echo '{"outputs": [{"kind": "note", "properties": {"wrote": '$B'}}]}' > "$W/result/result.json"`,
  };
  return begin + body[act];
}
