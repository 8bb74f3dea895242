"""Relative CBV, time to peak and mean transit time of a dynamic susceptibility contrast (DSC) series. Standard library only.

Method: dR2*(t) = -ln(S(t) / S0) / TE in each voxel; relative CBV is its area over that of the arterial curve; CBF is the highest value of the
residue function by deconvolution with the arterial curve, by singular value decomposition with small singular values left out; mean transit time
is CBV / CBF (Ostergaard et al., "High resolution measurement of cerebral blood flow using intravascular tracer bolus passages. Part I",
Magn Reson Med 1996; 36:715-725). The arterial curve is the mean of the voxels whose curve is highest, earliest and narrowest.
Not corrected: leakage of the agent, delay between artery and tissue, partial volume of the artery. So CBV is relative.

Parameters: discard (0) first volumes that are left out; arterialVoxels (5), 1 to 1000; threshold (0.2) of the largest singular value, above 0 and
below 1.
"""

import array
import gzip
import json
import math
import os
import struct
import sys

TYPES = {2: "B", 256: "b", 4: "h", 512: "H", 8: "i", 768: "I", 16: "f", 64: "d"}
SECONDS = {8: 1.0, 16: 1e-3, 24: 1e-6}
METHOD = "DSC; singular value decomposition (Ostergaard 1996); leakage not corrected"
MAPS = (("rCBV", "1"), ("TTP", "s"), ("MTT", "s"))


def read_series(path):
    """The header (352 bytes, little endian), dims and scaled volumes of a NIfTI-1 file of four dimensions; seconds per volume or None."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    if len(data) < 352 or struct.unpack_from("<i", data, 0)[0] != 348 or data[344:348] != b"n+1\0":
        raise SystemExit("not a little-endian NIfTI-1 file")
    rank = struct.unpack_from("<h", data, 40)[0]
    dims = struct.unpack_from("<%dh" % rank, data, 42)
    code = struct.unpack_from("<h", data, 70)[0]
    if code not in TYPES:
        raise SystemExit("voxels of datatype %d are not single numbers" % code)
    if rank != 4:
        raise SystemExit("not a series over time: it has %d dimensions" % rank)
    offset, slope, intercept = struct.unpack_from("<3f", data, 108)
    voxels = array.array(TYPES[code])
    end = int(offset) + math.prod(dims) * voxels.itemsize
    if len(data) < end:
        raise SystemExit("the file is cut off before its last voxel")
    voxels.frombytes(data[int(offset) : end])
    if sys.byteorder == "big":
        voxels.byteswap()
    if slope == 0 or not (math.isfinite(slope) and math.isfinite(intercept)):
        slope, intercept = 1.0, 0.0
    count = math.prod(dims[:3])
    # Arrays, not lists: a list of numbers takes four times the memory.
    volumes = [array.array("d", (v * slope + intercept for v in voxels[n * count : (n + 1) * count])) for n in range(dims[3])]
    step = struct.unpack_from("<f", data, 92)[0] * SECONDS.get(data[123] & 56, 1.0)
    return data[:352], volumes, step if step > 0 else None


def whole_number(parameters, name, usual, least, most):
    value = parameters.get(name, usual)
    if type(value) is not int or not least <= value <= most:
        raise SystemExit("parameters.%s: expected a whole number from %d to %d" % (name, least, most))
    return value


def fraction(parameters, name, usual):
    value = parameters.get(name, usual)
    if type(value) not in (int, float) or not 0 < value < 1:
        raise SystemExit("parameters.%s: expected a number above 0 and below 1" % name)
    return value


def mean(values):
    return math.fsum(values) / len(values)


def find_bolus(volumes, inside):
    """How many volumes are before the bolus. The mean curve over the head says so."""
    curve = [mean([volume[v] for v in inside]) for volume in volumes]
    lowest = min(range(len(curve)), key=curve.__getitem__)
    before = curve[: max(1, lowest // 2)]
    base = mean(before)
    noise = math.sqrt(mean([(value - base) ** 2 for value in before]))
    drop = base - curve[lowest]
    if lowest < 6 or drop <= max(6 * noise, 0.005 * base):
        raise SystemExit("no bolus passes: the signal does not fall as it does in a DSC series")
    arrival = lowest
    while arrival > 0 and base - curve[arrival - 1] > 0.1 * drop:
        arrival -= 1
    # One more is left out: the agent may have come to some voxels before it shows in the mean.
    if arrival < 4:
        raise SystemExit("too few volumes before the bolus: at least 4 are needed")
    return arrival - 1


def relaxation(signal, baseline, echo_s):
    """dR2* over time in 1/s; None where the signal is no such curve."""
    before = mean(signal[:baseline])
    if before <= 0 or min(signal) <= 0:
        return None
    return array.array("d", (-math.log(value / before) / echo_s for value in signal))


def peak_of(curve):
    """Index of the peak between samples, by the parabola through the highest one and its neighbours; and that one's index."""
    top = max(range(len(curve)), key=curve.__getitem__)
    if top == 0 or top == len(curve) - 1:
        return float(top), top
    left, middle, right = curve[top - 1 : top + 2]
    bend = left - 2 * middle + right
    return (top + 0.5 * (left - right) / bend if bend < 0 else float(top)), top


def width_at_half(curve, top):
    half = curve[top] / 2
    left, right = top, top
    while left > 0 and curve[left - 1] > half:
        left -= 1
    while right < len(curve) - 1 and curve[right + 1] > half:
        right += 1
    return right - left + 1


def arterial_curve(curves, baseline, count):
    """The mean of the curves that are highest, earliest and narrowest; and which those are."""
    def score(voxel):
        curve = curves[voxel]
        top = max(range(len(curve)), key=curve.__getitem__)
        return curve[top] / (width_at_half(curve, top) * max(1, top - baseline))

    chosen = sorted(curves, key=lambda voxel: (-score(voxel), voxel))[:count]
    return [mean(values) for values in zip(*(curves[voxel] for voxel in chosen))], chosen


def decompose(matrix):
    """Singular value decomposition by one-sided Jacobi rotations: columns of U times its singular values, and columns of V."""
    size = len(matrix)
    left = [[matrix[row][column] for row in range(size)] for column in range(size)]
    right = [[1.0 if row == column else 0.0 for row in range(size)] for column in range(size)]
    for _ in range(60):
        turned = False
        for p in range(size - 1):
            for q in range(p + 1, size):
                a, b = left[p], left[q]
                alpha, beta = sum(x * x for x in a), sum(x * x for x in b)
                gamma = sum(x * y for x, y in zip(a, b))
                if gamma == 0 or abs(gamma) <= 1e-12 * math.sqrt(alpha * beta):
                    continue
                turned = True
                zeta = (beta - alpha) / (2 * gamma)
                t = math.copysign(1.0, zeta) / (abs(zeta) + math.sqrt(1 + zeta * zeta))
                c = 1 / math.sqrt(1 + t * t)
                s = c * t
                for columns in (left, right):
                    x, y = columns[p], columns[q]
                    columns[p] = [c * u - s * v for u, v in zip(x, y)]
                    columns[q] = [s * u + c * v for u, v in zip(x, y)]
        if not turned:
            break
    return left, right


def inverse_of(artery, step_s, threshold):
    """Rows of the matrix that turns a tissue's curve into CBF times its residue function."""
    size = len(artery)
    a = [0.0] + list(artery) + [artery[-1]]
    # Both curves are taken to run straight from sample to sample, as the paper does (its equation 6).
    weights = [step_s * (a[n] + 4 * a[n + 1] + a[n + 2]) / 6 for n in range(size)]
    matrix = [[weights[i - j] if i >= j else 0.0 for j in range(size)] for i in range(size)]
    left, right = decompose(matrix)
    squares = [sum(x * x for x in column) for column in left]
    kept = [n for n in range(size) if squares[n] > (threshold**2) * max(squares)]
    return [[sum(right[n][i] * left[n][j] / squares[n] for n in kept) for j in range(size)] for i in range(size)]


def values_of(curve, area, inverse, baseline, step_s, discarded):
    """rCBV, time to peak and mean transit time of a curve; NaN where it has none."""
    after = curve[baseline:]
    cbv = math.fsum(after) * step_s / area
    flow = max(sum(x * y for x, y in zip(row, after)) for row in inverse)
    if cbv <= 0 or flow <= 0:
        return math.nan, math.nan, math.nan
    return cbv, (peak_of(curve)[0] + discarded) * step_s, cbv / flow


def write_map(header, name, values, path):
    head = bytearray(header)
    dims = struct.unpack_from("<3h", head, 42)
    struct.pack_into("<8h", head, 40, 3, *dims, 1, 1, 1, 1)
    struct.pack_into("<2h", head, 70, 16, 32)
    struct.pack_into("<3f", head, 108, 352.0, 1.0, 0.0)
    struct.pack_into("<2f", head, 124, 0.0, 0.0)
    struct.pack_into("<80s", head, 148, METHOD.encode("ascii")[:79])
    struct.pack_into("<16s", head, 328, name.encode("ascii"))
    struct.pack_into("<4s", head, 348, b"")
    body = array.array("f", values)
    if sys.byteorder == "big":
        body.byteswap()
    with open(path, "wb") as file:
        # Without a time, equal maps are equal files.
        file.write(gzip.compress(bytes(head) + body.tobytes(), 6, mtime=0))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        task = json.load(file)
    parameters, properties = task["parameters"], task["item"]["properties"]
    discarded = whole_number(parameters, "discard", 0, 0, 10000)
    arterial = whole_number(parameters, "arterialVoxels", 5, 1, 1000)
    threshold = fraction(parameters, "threshold", 0.2)
    series = [one for one in task["inputs"] if one["kind"] == "nifti"]
    if len(series) != 1:
        raise SystemExit("expected one NIfTI volume, got %d" % len(series))
    header, volumes, step_s = read_series(series[0]["path"])
    volumes = volumes[discarded:]
    if step_s is None and properties.get("repetitionTime"):
        step_s = properties["repetitionTime"] / 1000
    if step_s is None or not properties.get("echoTime"):
        raise SystemExit("the echo time and the time between volumes must be known")
    echo_s = properties["echoTime"] / 1000
    if len(volumes) < 15:
        raise SystemExit("too few volumes for a bolus to pass: %d" % len(volumes))

    count = len(volumes[0])
    first = [mean([volume[v] for volume in volumes[:3]]) for v in range(count)]
    bright = sorted(first)[int(0.98 * (count - 1))]
    inside = [v for v in range(count) if first[v] > 0.1 * bright]
    if not inside:
        raise SystemExit("the images are empty")
    baseline = find_bolus(volumes, inside)
    curves = {}
    for v in inside:
        curve = relaxation([volume[v] for volume in volumes], baseline, echo_s)
        if curve is not None:
            curves[v] = curve
    if not curves:
        raise SystemExit("no voxel has a signal at all times")
    print("::progress 0.2 curves of %d voxels" % len(curves), flush=True)

    artery, chosen = arterial_curve(curves, baseline, arterial)
    area = math.fsum(artery[baseline:]) * step_s
    if area <= 0:
        raise SystemExit("no artery is found: the highest curves fall below where they began")
    inverse = inverse_of(artery[baseline:], step_s, threshold)
    maps = {name: [math.nan] * count for name, _ in MAPS}
    for number, (voxel, curve) in enumerate(curves.items(), 1):
        values = values_of(curve, area, inverse, baseline, step_s, discarded)
        for (name, _), value in zip(MAPS, values):
            maps[name][voxel] = value
        if number % 20000 == 0:
            print("::progress %f deconvolution" % (0.2 + 0.7 * number / len(curves)), flush=True)

    if all(math.isnan(value) for value in maps["rCBV"]):
        raise SystemExit("no voxel has a value: the agent reaches no tissue")

    outputs = []
    for name, unit in MAPS:
        write_map(header, name, maps[name], os.path.join(task["outputFolder"], name + ".nii.gz"))
        facts = {"quantity": name, "unit": unit, "method": METHOD, "secondsPerVolume": step_s, "echoTimeMs": properties["echoTime"]}
        facts.update({"baselineVolumes": baseline, "arterialVoxels": chosen, "leakageCorrected": False})
        # No label is longer.
        label = (name + " of " + series[0]["label"])[:200]
        outputs.append({"kind": "nifti", "role": name, "label": label, "file": name + ".nii.gz"})
        outputs[-1].update({"mediaType": "application/gzip", "properties": facts})
    print("bolus after %d volumes; artery: voxels %s" % (baseline, chosen))
    with open(task["result"], "w", encoding="utf-8") as file:
        json.dump({"outputs": outputs}, file)


main()
