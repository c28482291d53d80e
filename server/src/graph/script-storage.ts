import { asString } from '../base/value';
import { setsOption, setsOptions } from '../data/script-credentials';
import { foundIn } from '../glue/parts';
import type { Part, Script } from '../glue/script';
import { optionsOf } from './script-values';

/** True where what Spark takes for S3 is at such an address. */
export function speaksTo(script: Script, isAddress: (url: string) => boolean): boolean {
  return foundIn(script, storageAddresses).some(isAddress);
}

function storageAddresses({ calls }: Part): readonly string[] {
  return calls
    .filter(({ callee }) => setsOption(callee) || setsOptions(callee))
    .flatMap((call) =>
      optionsOf(call).flatMap(({ name, value }) =>
        /fs\.s3[an]?\.endpoint$/.test(name) ? (asString(value) ?? '') : [],
      ),
    );
}
