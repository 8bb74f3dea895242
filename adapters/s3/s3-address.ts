import { badInput } from '../../core/errors.ts';

/** Where objects are kept, as `s3://bucket/prefix?endpoint=...&region=...&pathStyle=true` says it. */
export interface S3Address {
  readonly bucket: string;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  /** Null: Amazon's own. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Buckets as folders of one host; the default where an endpoint is given, since a host of its own has no name per bucket. */
  readonly pathStyle: boolean;
}

const field = 'PESSCARA_OBJECTS_URL';
const known = ['endpoint', 'region', 'pathStyle'];
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** The parts of the URL. @throws BAD_USER_INPUT naming PESSCARA_OBJECTS_URL; never repeats what may be a secret */
export function parseS3Url(text: string): S3Address {
  if (!URL.canParse(text) || !text.startsWith('s3://')) {
    throw badInput(field, 's3://bucket/prefix?endpoint=http://host:port&region=us-east-1', 'something else');
  }
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    throw badInput(
      field,
      'no credentials in it (they belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY)',
      'some',
    );
  }
  const strange = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (strange !== undefined) throw badInput(field, `of the parameters ${known.join(', ')}`, strange);
  if (!bucketName.test(url.hostname)) throw badInput(field, 'a bucket name after s3://', url.hostname);
  const endpoint = url.searchParams.get('endpoint');
  if (endpoint !== null) expectEndpoint(endpoint);
  const pathStyle = url.searchParams.get('pathStyle') ?? String(endpoint !== null);
  if (pathStyle !== 'true' && pathStyle !== 'false') throw badInput(field, 'pathStyle=true or false', pathStyle);
  const prefix = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  return {
    bucket: url.hostname,
    prefix: prefix === '' ? '' : `${prefix}/`,
    endpoint,
    region: url.searchParams.get('region') ?? 'us-east-1',
    pathStyle: pathStyle === 'true',
  };
}

function expectEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw badInput(field, 'endpoint=http(s)://host:port', 'something else');
  }
  if (url.username !== '' || url.password !== '') throw badInput(field, 'an endpoint without credentials', 'some');
}
