"""Runs of a workflow of three activities that do nothing, on a Temporal server.

python temporal_peer.py ADDRESS RUNS AT_ONCE: one worker and one client, as the SDK sets them; starts RUNS workflows, AT_ONCE starts under way
at a time, and waits for all of them. Prints {"seconds": ..., "cpuMs": ...}: from the first start to the last end, and this process's
processor time meanwhile.
"""

import asyncio
import json
import sys
import time
import uuid
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import Worker

QUEUE = "bench"


@activity.defn
async def nothing() -> None:
    return None


@workflow.defn
class ThreeSteps:
    @workflow.run
    async def run(self) -> None:
        for _ in range(3):
            await workflow.execute_activity(nothing, start_to_close_timeout=timedelta(seconds=60))


async def do(client: Client, runs: int, at_once: int) -> None:
    starts = asyncio.Semaphore(at_once)

    async def one() -> None:
        async with starts:
            handle = await client.start_workflow(ThreeSteps.run, id=str(uuid.uuid4()), task_queue=QUEUE)
        await handle.result()

    await asyncio.gather(*(one() for _ in range(runs)))


async def main(address: str, runs: int, at_once: int) -> None:
    client = await Client.connect(address)
    async with Worker(client, task_queue=QUEUE, workflows=[ThreeSteps], activities=[nothing]):
        await do(client, min(runs, 50), at_once)
        began, used = time.perf_counter(), time.process_time()
        await do(client, runs, at_once)
        seconds, cpu = time.perf_counter() - began, time.process_time() - used
    print(json.dumps({"seconds": seconds, "cpuMs": cpu * 1000}))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
