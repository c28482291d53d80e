import { parseAddressRange } from '../../iam/ip';

/** Why a text cannot be what stands here, and what was likely meant. */
export interface Impossible {
  readonly why: string;
  readonly meant?: string;
}

/** Why a known value of a condition key matches no request; undefined for values that may. */
export function impossibleConditionValue(key: string, text: string): Impossible | undefined {
  if (isPlaceholder(text)) return undefined;
  const name = key.toLowerCase();
  const id = idKeys.get(name);
  if (id !== undefined) return impossibleId(id, text);
  if (name === 'aws:sourceip' || name === 'aws:vpcsourceip') return impossibleAddress(text);
  if (arnKeys.has(name)) return impossibleArn(text);
  return undefined;
}

/** Why a `Resource` item names nothing. */
export function impossibleResource(text: string): Impossible | undefined {
  if (isPlaceholder(text) || text === '*') return undefined;
  return text.startsWith('arn:') ? impossibleArn(text) : { why: 'is neither an ARN nor *' };
}

/** Why a principal under `AWS` does not exist. */
export function impossibleAwsPrincipal(text: string): Impossible | undefined {
  if (isPlaceholder(text) || text === '*' || /^A(?:ID|RO|KI|SI|GP|NP)A\w{12,}$/.test(text)) return undefined;
  if (/^\d+$/.test(text)) return impossibleId('account', text);
  if (!text.startsWith('arn:')) return { why: 'is neither an account nor an ARN' };
  if (/[*?]/.test(text)) return { why: 'holds a wildcard, which IAM knows only for the whole principal' };
  return impossibleArn(text);
}

/** Why a service principal does not exist. */
export function impossibleService(text: string): Impossible | undefined {
  if (
    isPlaceholder(text) ||
    /\.(?:amazonaws\.com(?:\.cn)?|amazon\.com|aws\.internal|aws\.dev|api\.aws)$/.test(text)
  )
    return undefined;
  if (/^[a-z0-9-]+$/.test(text)) return { why: 'is no service principal', meant: `${text}.amazonaws.com` };
  const meant = text.replace(/\.[a-z]+\.\w+$/i, '.amazonaws.com');
  return { why: 'is no service principal', ...(meant === text ? {} : { meant }) };
}

type Id = 'vpc' | 'vpce' | 'account' | 'organization';

const idKeys: ReadonlyMap<string, Id> = new Map<string, Id>([
  ['aws:sourcevpc', 'vpc'],
  ['ec2:vpc', 'vpc'],
  ['aws:sourcevpce', 'vpce'],
  ['aws:principalorgid', 'organization'],
  ['aws:resourceorgid', 'organization'],
  ['aws:sourceorgid', 'organization'],
  ['aws:vpceorgid', 'organization'],
  ['aws:principalaccount', 'account'],
  ['aws:resourceaccount', 'account'],
  ['aws:sourceaccount', 'account'],
  ['aws:sourceowner', 'account'],
  ['aws:vpceaccount', 'account'],
  ['kms:calleraccount', 'account'],
  ['s3:resourceaccount', 'account'],
  ['s3:dataaccesspointaccount', 'account'],
]);

const arnKeys: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:principalarn',
  'aws:sourcevpcarn',
  'lambda:sourcefunctionarn',
]);

/** Ids have 8 or 17 hexadecimal digits; see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const ids: Readonly<Record<Id, { readonly form: RegExp; readonly is: string }>> = {
  vpc: {
    form: /^vpc-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
    is: 'the id of a VPC is vpc- and 8 or 17 hexadecimal digits',
  },
  vpce: {
    form: /^vpce-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
    is: 'the id of an endpoint is vpce- and 8 or 17 hexadecimal digits',
  },
  account: { form: /^\d{12}$/, is: 'an account has 12 digits' },
  organization: {
    form: /^o-[a-z0-9]{10,32}$/,
    is: 'the id of an organization is o- and 10 to 32 letters and digits',
  },
};

function impossibleId(id: Id, text: string): Impossible | undefined {
  if (/[*?]/.test(text)) return undefined;
  const { form, is } = ids[id];
  return form.test(text) ? undefined : { why: `does not exist: ${is}` };
}

function impossibleAddress(text: string): Impossible | undefined {
  if (/[*?]/.test(text))
    return { why: 'is no address range: IAM compares addresses in CIDR notation, without wildcards' };
  return parseAddressRange(text) === undefined
    ? { why: 'is no address and no range in CIDR notation' }
    : undefined;
}

/** Values that somebody still fills in, and those that hold policy variables. */
function isPlaceholder(text: string): boolean {
  return /[<>{}]|\$\{|\[\[|%\w+%/.test(text);
}

const partition = /^(?:aws(?:-[a-z]+)*|\*|.*[*?].*)$/;
const region = /^(?:[a-z]{2,3}(?:-[a-z]+)+-\d+|.*[*?].*|)$/;
const account = /^(?:\d{12}|aws(?:-managed)?|amazon|cloudfront|third-party|.*[*?].*|)$/;

function impossibleArn(text: string): Impossible | undefined {
  if (text === '*' || !text.startsWith('arn:')) return text.includes('*') ? undefined : { why: 'is no ARN' };
  const [, inPartition = '', service = '', inRegion = '', inAccount = '', ...rest] = text.split(':');
  const resource = rest.join(':');
  // A wildcard may stand for several parts, so that their number says nothing.
  if (/[*?]/.test(`${inPartition}${service}${inRegion}${inAccount}`)) return undefined;
  if (rest.length === 0 || resource === '') return { why: 'is no ARN: it has too few parts' };
  if (!partition.test(inPartition)) return { why: `does not exist: there is no partition ${inPartition}` };
  if (!region.test(inRegion)) return { why: `does not exist: ${inRegion} is no region` };
  if (!account.test(inAccount))
    return { why: `does not exist: ${inAccount} is no account, which has 12 digits` };
  return misplaced(service, inRegion, inAccount, resource, inPartition);
}

/** ARNs of global names have no region; a bucket's has no account either. */
function misplaced(
  service: string,
  inRegion: string,
  inAccount: string,
  resource: string,
  inPartition: string,
): Impossible | undefined {
  if (service === 'iam' && inRegion !== '') {
    return {
      why: 'does not exist: the ARNs of IAM name no region',
      meant: `arn:${inPartition}:iam::${inAccount}:${resource}`,
    };
  }
  const isBucket =
    service === 's3' &&
    !/^(?:accesspoint|job|storage-lens|access-grants|async-request|outpost)/.test(resource);
  if (isBucket && (inRegion !== '' || inAccount !== '')) {
    return {
      why: 'does not exist: the ARN of a bucket names no region and no account',
      meant: `arn:${inPartition}:s3:::${resource}`,
    };
  }
  if (service === 'kms' && (inRegion === '' || inAccount === '')) {
    return { why: 'does not exist: the ARN of a key names its region and account' };
  }
  return undefined;
}
