import type { ProgramAct } from './program-executor.contract.ts';

const preamble = 'import json, os, sys\ntask = json.load(open(sys.argv[1]))\n';

const acts: Readonly<Record<ProgramAct, string>> = {
  finish: `import time
print("hello"); print("::progress 0.5 half way", flush=True)
open(os.path.join(task["outputFolder"], "a.txt"), "w").write("a")
json.dump({"outputs": [{"kind": "note", "file": "a.txt", "properties": {"startedAt": time.time() * 1000}}]}, open(task["result"], "w"))`,
  'wait for go': `import time
started = time.time() * 1000
print("::progress 0.5 half way", flush=True)
time.sleep(5)
json.dump({"outputs": [{"kind": "note", "properties": {"startedAt": started}}]}, open(task["result"], "w"))`,
  'exit 3': 'print("no tumour found"); sys.exit(3)',
  signal: 'import signal; os.kill(os.getpid(), signal.SIGSEGV)',
  malformed: 'open(task["result"], "w").write("{")',
  flood: `print("the beginning")
for _ in range(10000): sys.stdout.write(("0123456789" * 10 + "\\n") * 1000)
print("the end"); json.dump({"outputs": []}, open(task["result"], "w"))`,
  wait: 'import time; print("::progress 0.5", flush=True); time.sleep(1000)',
  'hold on': `import signal, subprocess, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(["sleep", "98765"], start_new_session=True)
print("::progress 0.5", flush=True)
while True: time.sleep(1)`,
  hoard: `import time
for n in range(30): open(os.path.join(task["outputFolder"], str(n)), "wb").write(bytes(1000000))
time.sleep(1000)`,
  litter: `import time
for n in range(300): os.mkdir(os.path.join(task["outputFolder"], str(n)))
time.sleep(1000)`,
  'link out': `os.symlink("/etc/passwd", os.path.join(task["outputFolder"], "a"))
json.dump({"outputs": [{"kind": "note", "file": "a"}]}, open(task["result"], "w"))`,
  fork: `import subprocess
subprocess.Popen(["sleep", "98765"], start_new_session=True); json.dump({"outputs": []}, open(task["result"], "w"))`,
  'write outside': '', // nothing walls a plain script off
};

/** The programs of the contract for Python, with the path of their task as argument. */
export function pythonProgram(act: ProgramAct): string {
  return preamble + acts[act];
}
