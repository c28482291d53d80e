import type { SecretPlace } from '../../graph/secret-place';

/** "MasterUserPassword of Database", "environment variable DB_PASSWORD of Loader", "UserData of Web". */
export function describePlace({ name, noun, owner }: SecretPlace): string {
  const what =
    noun === undefined ? name : noun === 'value of a mapping' ? `${name} in Mappings` : `${noun} ${name}`;
  return owner === undefined ? what : `${what} of ${owner.id}`;
}

/** The same at the start of a sentence. */
export function placeAtStart(place: SecretPlace): string {
  const text = describePlace(place);
  return place.noun === undefined ? text : text.charAt(0).toUpperCase() + text.slice(1);
}
