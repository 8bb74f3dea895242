import { badInput } from '../errors.ts';
import type { RenderRequest, VoiWindow } from '../ports/pixel-renderer.ts';

/**
 * The query parameters of rendering: window, viewport, quality (PS3.18 §8.3.5). Without a viewport the picture fits `size` pixels, null for any.
 * @throws BAD_USER_INPUT
 */
export function readPictureQuery(
  query: URLSearchParams,
  size: number | null,
): Pick<RenderRequest, 'window' | 'maxWidth' | 'maxHeight' | 'quality'> {
  const quality = Number(query.get('quality') ?? 90);
  if (!Number.isInteger(quality) || quality < 1 || quality > 100)
    throw badInput('quality', 'a whole number from 1 to 100', query.get('quality'));
  const [maxWidth = size, maxHeight = size] = (query.get('viewport') ?? '')
    .split(',')
    .slice(0, 2)
    .filter((text) => text !== '')
    .map(Number);
  if ([maxWidth, maxHeight].some((side) => side !== null && !(Number.isInteger(side) && side >= 1 && side <= 32768))) {
    throw badInput('viewport', 'width,height', query.get('viewport'));
  }
  return { window: windowOf(query.get('window')), maxWidth, maxHeight, quality };
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
