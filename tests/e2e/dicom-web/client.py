"""What Python's dicomweb-client finds and gets at a hub, as one line of JSON: client.py BASE USER TOKEN."""

import hashlib
import json
import sys
from io import BytesIO

from dicomweb_client import DICOMwebClient
from dicomweb_client.session_utils import create_session_from_user_pass
from pydicom import dcmwrite


def sha256_of(dataset):
    buffer = BytesIO()
    dcmwrite(buffer, dataset)
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def main(base, user, token):
    # HTTP Basic with the token as its password: programs that know no other way do the same.
    client = DICOMwebClient(url=base, session=create_session_from_user_pass(username=user, password=token))
    found = []
    for study in client.search_for_studies(limit=100):
        uid = study["0020000D"]["Value"][0]
        series = client.search_for_series(study_instance_uid=uid)
        series_uid = series[0]["0020000E"]["Value"][0]
        instances = client.search_for_instances(study_instance_uid=uid, series_instance_uid=series_uid)
        instance_uid = instances[0]["00080018"]["Value"][0]
        key = dict(study_instance_uid=uid, series_instance_uid=series_uid, sop_instance_uid=instance_uid)
        datasets = client.retrieve_study(study_instance_uid=uid)
        frames = client.retrieve_instance_frames(frame_numbers=[1], **key)
        found.append(
            {
                "study": uid,
                "series": [one["0020000E"]["Value"][0] for one in series],
                "instances": [one["00080018"]["Value"][0] for one in instances],
                "retrieved": sorted(str(one.SOPInstanceUID) for one in datasets),
                "metadata": len(client.retrieve_series_metadata(uid, series_uid)),
                "pixels": datasets[0].pixel_array.shape,
                "one": sha256_of(client.retrieve_instance(**key)),
                "ofStudy": sorted(sha256_of(one) for one in datasets),
                "frame": hashlib.sha256(frames[0]).hexdigest(),
                "pixelData": sorted(hashlib.sha256(one.PixelData).hexdigest() for one in datasets),
            }
        )
    pages = []
    while rows := client.search_for_studies(limit=1, offset=len(pages)):
        pages.append(rows[0]["0020000D"]["Value"][0])
    print(json.dumps({"found": found, "pages": pages}))


main(*sys.argv[1:])
