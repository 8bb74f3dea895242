import type { Archives } from '../../core/archives/archives.ts';
import type { ArchivedCopy } from '../../core/archives/copies.ts';
import type { StudySearch } from '../../core/archives/search.ts';
import type { RegisterSite } from '../../core/archives/site-input.ts';
import type { SiteStatus } from '../../core/archives/site-status.ts';
import type { VisibleSite } from '../../core/archives/sites.ts';
import { notFound } from '../../core/errors.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import type { ImagingStudyFilter, RegisterSiteInput, Resolvers } from './resolvers.generated.ts';

const sites = Symbol('sites');
const statuses = Symbol('site statuses');
const healths = Symbol('site healths');
const served = Symbol('projects of sites');
const seriesKey = Symbol('series of studies');
const imagesKey = Symbol('images of series');
const levels = {
  EXAM: { copies: Symbol('exam copies'), readable: Symbol('readable exams') },
  SERIES: { copies: Symbol('series copies'), readable: Symbol('readable series') },
} as const;

type ArchiveResolvers = Pick<
  Resolvers,
  'Site' | 'SiteHealth' | 'ArchivedCopy' | 'Exam' | 'Series' | 'ImagingStudy' | 'ImagingSeries' | 'SiteAnswer'
> & {
  readonly Query: Pick<NonNullable<Resolvers['Query']>, 'sites' | 'imagingStudies'>;
  readonly Mutation: Pick<NonNullable<Resolvers['Mutation']>, 'registerSite' | 'grantSite' | 'revokeSite'>;
};

/** Resolvers of archives.graphql, to be merged into the imaging subgraph. */
export function createArchiveResolvers(archives: Archives): ArchiveResolvers {
  const siteOf = (context: HubContext, id: string): Promise<VisibleSite | null> =>
    loaderOf(context, sites, (ids) => archives.sitesByIds(context.actor, ids)).load(id);
  const statusOf = (context: HubContext, id: string): Promise<SiteStatus | null> =>
    loaderOf(context, statuses, (ids) => archives.statusOf(context.actor, ids, context.signal)).load(id);
  const copiesOf = (
    context: HubContext,
    level: 'EXAM' | 'SERIES',
    id: string,
  ): Promise<readonly ArchivedCopy[] | null> =>
    loaderOf(context, levels[level].copies, (ids) => archives.copiesOf(context.actor, level, ids, context.signal)).load(
      id,
    );
  const isReadable = (context: HubContext, level: 'EXAM' | 'SERIES', id: string): Promise<true | null> =>
    loaderOf(context, levels[level].readable, (ids) => archives.readableOf(context.actor, level, ids)).load(id);

  return {
    Query: {
      sites: async (_, __, { actor }) => [...(await archives.listSites(actor))],
      imagingStudies: async (_, { filter, first, after }, { actor, signal }) => {
        const page = await archives.searchStudies(
          actor,
          searchOf(filter ?? {}),
          { first, after: after ?? null },
          signal,
        );
        return {
          edges: page.studies.map(({ cursor, study }) => ({ cursor, node: study })),
          nodes: page.studies.map(({ study }) => study),
          pageInfo: { hasNextPage: page.hasNextPage, endCursor: page.studies.at(-1)?.cursor ?? null },
          totalCount: page.totalCount,
          siteAnswers: [...page.siteAnswers],
        };
      },
    },
    Mutation: {
      registerSite: async (_, { input }, { actor }) => ({
        site: await archives.registerSite(actor, siteOfInput(input)),
      }),
      grantSite: async (_, { input }, { actor }) => ({ site: await archives.grantSite(actor, input) }),
      revokeSite: async (_, { input }, { actor }) => ({ site: await archives.revokeSite(actor, input) }),
    },
    Site: {
      __resolveReference: ({ id }, context) => siteOf(context, id),
      status: async ({ id }, _, context) => found(await statusOf(context, id), 'site'),
      health: async ({ id }, _, context) =>
        found(await loaderOf(context, healths, (ids) => archives.healthOf(context.actor, ids)).load(id), 'site'),
      capabilities: async ({ id }, _, { actor, signal }) => {
        const found = await archives.capabilitiesOf(actor, id, signal);
        return found === null ? null : [...found];
      },
      projects: async ({ id }, _, context) =>
        found(await loaderOf(context, served, (ids) => archives.projectsOf(context.actor, ids)).load(id), 'site').map(
          (projectId) => ({ id: projectId }),
        ),
    },
    SiteHealth: {
      looks: ({ looks }, { first }) => looks.slice(0, Math.max(0, first)),
    },
    Exam: {
      __resolveReference: async (exam, context) => ((await isReadable(context, 'EXAM', exam.id)) ? exam : null),
      archives: async ({ id }, _, context) => [...found(await copiesOf(context, 'EXAM', id), 'exam')],
    },
    Series: {
      __resolveReference: async (series, context) => ((await isReadable(context, 'SERIES', series.id)) ? series : null),
      archives: async ({ id }, _, context) => [...found(await copiesOf(context, 'SERIES', id), 'series')],
    },
    ArchivedCopy: {
      site: async ({ siteId }, _, context) => found(await siteOf(context, siteId), 'site'),
    },
    ImagingStudy: {
      modalities: ({ modalities }) => [...modalities],
      sites: ({ siteIds }, _, context) =>
        Promise.all(siteIds.map(async (id) => found(await siteOf(context, id), 'site'))),
      series: async ({ studyInstanceUID }, _, context) => {
        const loader = loaderOf(context, seriesKey, (uids) => archives.seriesOf(context.actor, uids, context.signal));
        const series = await loader.load(studyInstanceUID);
        return series === null ? null : [...series];
      },
    },
    ImagingSeries: {
      images: async ({ studyInstanceUID, seriesInstanceUID }, { first }, context) => {
        const loader = loaderOf(context, imagesKey, (keys) => archives.imagesOf(context.actor, keys, context.signal));
        const images = await loader.load(`${studyInstanceUID}/${seriesInstanceUID}`);
        return images === null ? null : images.slice(0, Math.max(0, first));
      },
    },
    SiteAnswer: {
      site: async ({ siteId }, _, context) => found(await siteOf(context, siteId), 'site'),
    },
  };
}

function siteOfInput({ name, url, token, basic, tls, deadlineMs }: RegisterSiteInput): RegisterSite {
  const { certificate = null, privateKey = null, authority = null } = tls ?? {};
  return {
    name,
    url,
    token: token ?? null,
    basic: basic ?? null,
    tls: tls ? { certificate, privateKey, authority } : null,
    deadlineMs: deadlineMs ?? null,
  };
}

/** The filter without what wasn't asked. */
function searchOf(filter: ImagingStudyFilter): StudySearch {
  const given = Object.entries(filter).filter(([, value]) => typeof value === 'string');
  return Object.fromEntries(given);
}

/** The value, where the schema promises one; its being gone means that the caller's rights have changed meanwhile. */
function found<T>(value: T | null, what: string): T {
  if (value === null) throw notFound(what);
  return value;
}
