import type { Value } from '../base/value';

/**
 * The service of an endpoint's `ServiceName`, without `com.amazonaws.<region>.`; undefined when it cannot be known. The
 * region may be a reference. AWS's names: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export function serviceOf(value: Value | undefined): string | undefined {
  const text = written(value);
  if (text === undefined) return undefined;
  const found =
    /^(?:cn\.|eu\.|aws\.api\.)?(?:com\.amazonaws\.)?(?:\0|[a-z]{2}(?:-[a-z]+)+-\d)\.([a-z0-9.-]+)$/.exec(
      text,
    );
  if (found?.[1] !== undefined) return found[1];
  return text.includes('\0') ? undefined : text;
}

/** The text with every reference written as one NUL. */
export function written(value: Value | undefined): string | undefined {
  if (value?.kind === 'scalar') return value.text;
  if (value?.kind !== 'text') return undefined;
  return value.parts.map((part) => (part.kind === 'scalar' ? part.text : '\0')).join('');
}
