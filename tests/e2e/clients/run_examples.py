"""run_examples.py URL PASSWORD FOLDER: signs in, runs each example of FOLDER with the gql client, prints a JSON line for each.

A subscription's line holds its first event.
"""

import asyncio
import json
import sys
from pathlib import Path

from gql import Client, gql
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport


async def main(url: str, password: str, folder: Path) -> None:
    login = gql("mutation ($input: LoginInput!) { login(input: $input) { accessToken } }")
    login.variable_values = {"input": {"username": "admin", "password": password}}
    async with Client(transport=HTTPXAsyncTransport(url=f"{url}/graphql")) as session:
        token = (await session.execute(login))["login"]["accessToken"]
    authorization = {"authorization": f"Bearer {token}"}
    for path in sorted(folder.glob("*.graphql")):
        document = gql(path.read_text())
        variables = path.with_suffix(".variables.json")
        if variables.exists():
            document.variable_values = json.loads(variables.read_text())
        if "subscription" in path.read_text():
            transport = WebsocketsTransport(
                url=f"{url.replace('http', 'ws')}/graphql", init_payload=authorization, subprotocols=[WebsocketsTransport.GRAPHQLWS_SUBPROTOCOL]
            )
            async with Client(transport=transport) as session:
                async for result in session.subscribe(document):
                    print(json.dumps({"example": path.name, "data": result}), flush=True)
                    break
        else:
            async with Client(transport=HTTPXAsyncTransport(url=f"{url}/graphql", headers=authorization)) as session:
                print(json.dumps({"example": path.name, "data": await session.execute(document)}), flush=True)


asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
