import { badInput } from '../errors.ts';
import type { RenderRequest, VoiWindow } from '../ports/pixel-renderer.ts';

/**
 * The query parameters of rendering: window, viewport, quality (PS3.18 §8.3.5). Without a viewport the picture fits `size` pixels, null for any.
 * @throws BAD_USER_INPUT
 */
export function readPictureQuery(
  query: URLSearchParams,
  size: number | null,
): Pick<RenderRequest, 'window' | 'maxWidth' | 'maxHeight' | 'region' | 'quality'> {
  const quality = Number(query.get('quality') ?? 90);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw badInput('quality', 'a whole number from 1 to 100', query.get('quality'));
  return { window: windowOf(query.get('window')), ...viewportOf(query.get('viewport'), size), quality };
}

function viewportOf(
  text: string | null,
  size: number | null,
): Pick<RenderRequest, 'maxWidth' | 'maxHeight' | 'region'> {
  const parts = text === null || text === '' ? [] : text.split(',');
  const [maxWidth = null, maxHeight = null, x = null, y = null, width = null, height = null] = parts.map((part) =>
    part === '' ? null : /^[-+]?\d+(\.\d+)?$/.test(part) ? Number(part) : NaN,
  );
  const isSide = (side: number | null): boolean =>
    side === null || (Number.isInteger(side) && side >= 1 && side <= 32768);
  const isPlace = (at: number | null): boolean => at === null || (at >= 0 && at <= 65535);
  const isExtent = (of: number | null): boolean => of === null || (Math.abs(of) >= 1 && Math.abs(of) <= 65535);
  const isGood = [maxWidth, maxHeight].every(isSide) && [x, y].every(isPlace) && [width, height].every(isExtent);
  if (!isGood || parts.length > 6)
    throw badInput('viewport', 'width,height or width,height,x,y,width,height of a region', text);
  const region = parts.length > 2 ? { x: x ?? 0, y: y ?? 0, width, height } : null;
  return { maxWidth: maxWidth ?? size, maxHeight: maxHeight ?? size, region };
}

function windowOf(text: string | null): VoiWindow | null {
  if (text === null) return null;
  const [center, width, shape = 'linear', ...rest] = text.split(',');
  const window = { center: Number(center), width: Number(width), shape: shape.toUpperCase().replace('-', '_') };
  const known = (name: string): name is VoiWindow['shape'] => ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'].includes(name);
  if (
    !Number.isFinite(window.center) ||
    !(window.width > 0) ||
    !Number.isFinite(window.width) ||
    !known(window.shape) ||
    rest.length > 0
  ) {
    throw badInput('window', 'center,width,function', text);
  }
  return { center: window.center, width: window.width, shape: window.shape };
}
