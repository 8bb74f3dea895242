"""De-identifies DICOM files with pydicom by a table of actions, as a script of one's own would: read, walk, write to memory.

peer.py TABLE FOLDER SECONDS: prints {"count": n, "seconds": s} of whole rounds over the folder's files.
"""

import hashlib
import hmac
import io
import json
import sys
import time
from pathlib import Path

import pydicom
from pydicom.uid import UID

table = {row["tag"]: row["action"] for row in json.loads(Path(sys.argv[1]).read_text())}
files = [path.read_bytes() for path in sorted(Path(sys.argv[2]).iterdir())]
key = b"\x05" * 32
dummies = {"DA": "19000101", "TM": "000000", "DT": "19000101000000", "DS": "0", "IS": "0", "SQ": [], "AS": "000Y"}


def new_uid(uid: str) -> str:
    digest = hmac.new(key, uid.encode(), hashlib.sha256).digest()[:16]
    return f"2.25.{int.from_bytes(digest, 'big')}"


def clean(dataset: pydicom.Dataset) -> None:
    dataset.remove_private_tags()
    for element in list(dataset):
        action = table.get(f"{element.tag:08X}")
        if action == "X":
            del dataset[element.tag]
        elif action == "Z":
            element.value = [] if element.VR == "SQ" else ""
        elif action == "D":
            element.value = dummies.get(element.VR, "REMOVED")
        elif element.VR == "UI" and not str(element.value).startswith("1.2.840.10008."):
            element.value = UID(new_uid(str(element.value)))
        elif element.VR == "SQ":
            for item in element.value:
                clean(item)


def deidentify(content: bytes) -> int:
    dataset = pydicom.dcmread(io.BytesIO(content))
    person = "R-" + hmac.new(key, str(dataset.PatientID).encode(), hashlib.sha256).hexdigest()[:10]
    clean(dataset)
    dataset.PatientID = dataset.PatientName = person
    dataset.PatientIdentityRemoved = "YES"
    dataset.file_meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    output = io.BytesIO()
    dataset.save_as(output, enforce_file_format=True)
    return output.tell()


for content in files:
    deidentify(content)
count, begin, end = 0, time.perf_counter(), float(sys.argv[3])
while time.perf_counter() - begin < end:
    for content in files:
        deidentify(content)
    count += len(files)
print(json.dumps({"count": count, "seconds": time.perf_counter() - begin}))
