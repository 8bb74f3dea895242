import { isScalarType, valueFromASTUntyped, type GraphQLScalarType, type GraphQLSchema } from 'graphql';

/**
 * Has values of the schema's scalars of these names judged as their subgraphs do, so that what does not fit is told as the client's fault, with
 * its place, before a subgraph is asked: there it would be a fault of the plan. What fits goes on as it came.
 */
export function judgeScalars(schema: GraphQLSchema, scalars: readonly GraphQLScalarType[]): void {
  for (const scalar of scalars) {
    const type = schema.getType(scalar.name);
    if (!isScalarType(type)) continue;
    type.parseValue = (value) => {
      scalar.parseValue(value);
      return value;
    };
    type.parseLiteral = (node, variables) => {
      scalar.parseLiteral(node, variables);
      return valueFromASTUntyped(node, variables);
    };
  }
}
