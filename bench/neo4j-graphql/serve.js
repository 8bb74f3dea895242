/**
 * `PESSCARA_GRAPH_URL=bolt://... node bench/neo4j-graphql/serve.js`: the provenance graph by @neo4j/graphql, over plain HTTP at a port that it
 * prints, as its users have it: type definitions, and what the library makes of them. No authorization, and nothing in between.
 */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Neo4jGraphQL } from '@neo4j/graphql';
import { graphql } from 'graphql';
import neo4j from 'neo4j-driver';

const typeDefs = `
  type ProvEntity @node {
    id: ID!
    wasGeneratedBy: [ProvActivity!]! @relationship(type: "WAS_GENERATED_BY", direction: OUT)
  }
  type ProvActivity @node {
    id: ID!
    used: [ProvEntity!]! @relationship(type: "USED", direction: OUT)
    wasAssociatedWith: [ProvAgent!]! @relationship(type: "WAS_ASSOCIATED_WITH", direction: OUT)
  }
  type ProvAgent @node {
    id: ID!
  }`;

const { protocol, host, username, password } = new URL(process.env.PESSCARA_GRAPH_URL);
const driver = neo4j.driver(
  `${protocol}//${host}`,
  neo4j.auth.basic(decodeURIComponent(username), decodeURIComponent(password)),
);
const schema = await new Neo4jGraphQL({ typeDefs, driver }).getSchema();

const server = createServer(async (request, response) => {
  const { query, variables } = JSON.parse(await text(request));
  const answer = await graphql({ schema, source: query, variableValues: variables, contextValue: {} });
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
