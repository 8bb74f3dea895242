"""Mean intensity, and the volume of the voxels above a threshold, of each NIfTI-1 volume. Standard library only.

The same arithmetic in the same order as the hub's own `measure`, so the numbers are equal to the last bit.
"""

import array
import gzip
import json
import math
import struct
import sys

TYPES = {2: "B", 256: "b", 4: "h", 512: "H", 8: "i", 768: "I", 16: "f", 64: "d", 1024: "q", 1280: "Q"}
MILLIMETRES = {0: 1, 1: 1000, 2: 1, 3: 0.001}


def read_volume(path):
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    order = "<" if struct.unpack_from("<i", data, 0)[0] == 348 else ">"
    if struct.unpack_from(order + "i", data, 0)[0] != 348 or data[344:348] != b"n+1\0":
        raise SystemExit("not a NIfTI-1 file")
    rank = struct.unpack_from(order + "h", data, 40)[0]
    dims = struct.unpack_from(order + "%dh" % rank, data, 42)
    code = struct.unpack_from(order + "h", data, 70)[0]
    if code not in TYPES:
        raise SystemExit("voxels of datatype %d are not single numbers" % code)
    size = [(abs(value) or 1) * MILLIMETRES.get(data[123] & 7, 1) for value in struct.unpack_from(order + "3f", data, 80)]
    offset, slope, intercept = struct.unpack_from(order + "3f", data, 108)
    voxels = array.array(TYPES[code])
    count = math.prod(dims[:3])
    end = int(offset) + count * voxels.itemsize
    if len(data) < end:
        raise SystemExit("the file is cut off before its last voxel")
    voxels.frombytes(data[int(offset) : end])
    if (order == "<") != (sys.byteorder == "little"):
        voxels.byteswap()
    if slope != 0 and math.isfinite(slope) and math.isfinite(intercept):
        voxels = [value * slope + intercept for value in voxels]
    return voxels, size[0] * size[1] * size[2]


def measure(path, threshold, unit):
    voxels, voxel_volume = read_volume(path)
    # Not sum(): newer Pythons add more exactly than a plain loop does.
    total, finite, above = 0.0, 0, 0
    for value in voxels:
        if not math.isfinite(value):
            continue
        total += value
        finite += 1
        if value > threshold:
            above += 1
    if finite == 0:
        raise SystemExit("the volume has no voxel that is a finite number")
    return [
        {"name": "meanIntensity", "value": total / finite, "unit": unit},
        {"name": "volumeAboveThreshold", "value": above * voxel_volume, "unit": "mm3"},
    ]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    threshold = task["parameters"].get("threshold", 0)
    unit = "[hnsf'U]" if task["item"]["properties"].get("modality") == "CT" else "1"
    volumes = [one for one in task["inputs"] if one["kind"] == "nifti"]
    if not volumes:
        raise SystemExit("there is no NIfTI volume to measure")
    outputs = []
    for number, volume in enumerate(volumes, 1):
        properties = {"threshold": threshold, "values": measure(volume["path"], threshold, unit)}
        if len(volumes) > 1:
            properties["volume"] = volume["label"]
        outputs.append({"kind": "measurement", "label": "measured with Python: " + volume["label"], "properties": properties})
        print("::progress %f %s" % (number / len(volumes), volume["label"]), flush=True)
    with open(task["result"], "w", encoding="utf-8") as file:
        json.dump({"outputs": outputs}, file)


main()
