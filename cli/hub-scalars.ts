import type { GraphQLScalarType } from 'graphql';
import { dateTime, jsonObject } from '../schema/scalars.ts';
import { tagValue } from '../subgraphs/assets/tag-value.ts';

/** The hub's scalars that do not take any value. */
export const hubScalars: readonly GraphQLScalarType[] = [dateTime, jsonObject, tagValue];
