/** Pages of Lambda's lists: the marker is the position of the next item. */
import type { RestRequest } from './rest.ts';

const LARGEST_PAGE = 50;

export function cutPage<T>(items: readonly T[], { request }: RestRequest) {
  const start = Number(request.query.get('Marker') ?? 0) || 0;
  const size = Math.min(Number(request.query.get('MaxItems') ?? LARGEST_PAGE) || LARGEST_PAGE, LARGEST_PAGE);
  const end = start + size;
  return {
    items: items.slice(start, end),
    NextMarker: end < items.length ? String(end) : undefined,
  };
}
