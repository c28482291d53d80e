import type { Reference, Value } from '../base/value';
import type { Recalled } from '../cloudformation/decisions';
import type { Deployment, Templates } from '../cloudformation/deployment';
import { FoundOut } from '../cloudformation/found-out';
import { importersOf } from '../cloudformation/imports';
import { looksAt, partOf } from '../cloudformation/reads';
import type { Resource } from '../cloudformation/resource';
import type { Settled } from '../cloudformation/settled';
import type { Stack } from '../cloudformation/stack';
import type { Template } from '../cloudformation/template';
import type { Script } from '../glue/script';
import { equals } from '../iam/matching';
import type { Pattern } from '../iam/pattern';
import { exactly } from '../iam/pattern';
import type { Policy } from '../iam/policy';
import type { Names } from '../iam/symbols';
import type { Network } from '../network/network';
import { readNetwork } from '../network/read-network';
import { logBucketsIn, policiesByBucket } from './buckets';
import { resourcePoliciesOf } from './data-calls';
import { type EncryptedData, encryptedIn } from './encrypted-data';
import { encryptionOf, type KeyUse } from './encryption';
import { type IdentityPolicies, identityPoliciesOf } from './identity-policies';
import { anyPart } from './mentions';
import { arnOf, namePieces, namesIn } from './names';
import { policiesOf } from './policies';
import { dataOfScripts } from './script-access';
import { noScripts, runsOfScript, type ScriptRun, type Scripts, scriptRunsIn } from './script-link';
import { spelling } from './spelling';
import { type Workload, workloadsIn } from './workloads';

/** What the people of a workspace have declared about their accounts; see the settings. */
export interface Declared {
  readonly allowedRegions: readonly string[];
  readonly trustedAccounts: readonly string[];
}

/** The joined models of a workspace in one deployment: who can reach what, across resources, policies, networks, scripts. */
export class Graph {
  private readonly found = new FoundOut();
  private readonly policies = this.found.cache<Resource, readonly Policy[]>();
  private readonly protections = this.found.cache<Resource, readonly Policy[]>();
  private readonly identities = this.found.cache<Resource, IdentityPolicies>();
  private readonly encryptions = this.found.cache<Resource, KeyUse>();
  private readonly globs = this.found.cache<Value | string, Pattern>();
  private readonly arns = this.found.cache<Resource, Pattern | undefined>();
  private readonly bucketPolicyMaps = this.found.cache<Stack, ReadonlyMap<Resource, readonly Policy[]>>();

  constructor(
    readonly deployment: Deployment,
    readonly declared: Declared,
    readonly scripts: Scripts = noScripts,
  ) {}

  /**
   * Forgets what was found out by looking at changed parts of files. Gives these parts, and the names of the answers that come out
   * otherwise now.
   */
  forget(changed: ReadonlySet<string>): ReadonlySet<string> {
    this.found.loosen(changed);
    return this.found.settle(changed);
  }

  /**
   * Takes over a newer text of a template that differs only in resources, or of a file that templates include, and forgets what looked
   * at what is different; see `forget`. Undefined when the graph has to be built anew.
   */
  follow(
    templates: Templates,
    before: Template | undefined,
    after: Template | undefined,
    changed: ReadonlySet<string>,
  ): ReadonlySet<string> | undefined {
    this.found.loosen(changed);
    const follows = this.deployment.follow(templates, before, after, (reads) => looksAt(reads, changed));
    return follows ? this.found.settle(changed) : undefined;
  }

  /** The stack with an id: of a template by itself, or nested in others. */
  stack(id: string | undefined): Stack | undefined {
    return id === undefined ? undefined : this.deployment.withId(id);
  }

  /** The resource with a logical id in a stack, when it is deployed. */
  resource(stack: string | undefined, id: string | undefined): Resource | undefined {
    return id === undefined ? undefined : this.stack(stack)?.resource(id);
  }

  /** The resource that a reference names, when it is deployed. */
  readonly find = ({ to }: Reference): Resource | undefined =>
    to.type === 'resource' ? this.resource(to.stack, to.id) : undefined;

  private readonly plainNames: Names = namesIn(this.find);

  /** Reads values as IAM patterns, with what is known of the resources they name. Values that say the same share one. */
  readonly names: Names = {
    glob: (value) => this.recall(this.globs, spelling(value) ?? value, () => this.plainNames.glob(value)),
    exactly: (value) => this.plainNames.exactly(value),
  };

  private readonly joins = this.settled('joined', (stack: Stack): readonly Stack[] => {
    let top = stack;
    while (top.parent !== undefined) top = top.parent.resource.stack;
    return withChildren(top);
  });

  /** The stack itself with the stacks that it nests and the stacks that nest it. */
  joined(stack: Stack): readonly Stack[] {
    return this.joins.of(stack);
  }

  private top(stack: Stack): Stack {
    return this.joined(stack)[0] ?? stack;
  }

  private readonly workloadLists = this.settled('workloads', (top: Stack) => workloadsIn(top, this));

  private readonly workloadsByRole = this.settled(
    'run by',
    (role: Resource): readonly Workload[] =>
      this.workloadLists.of(this.top(role.stack)).byRole.get(role) ?? [],
  );

  private readonly workloadsByResource = this.settled(
    'runs as',
    (resource: Resource): readonly Workload[] =>
      this.workloadLists.of(this.top(resource.stack)).byResource.get(resource) ?? [],
  );

  private readonly surroundings = this.settled('around', (top: Stack): readonly Stack[] => {
    const joined = this.joined(top);
    const importing = importersOf(joined).flatMap((file) => this.deployment.contexts(file));
    return [...new Set([...joined, ...importing.flatMap((stack) => this.joined(stack))])];
  });

  /** The joined stacks, with those of the workspace that import values of theirs and so may use what is in them. */
  around(stack: Stack): readonly Stack[] {
    return this.surroundings.of(this.top(stack));
  }

  /** Every workload of the joined stacks, with the role of the workspace that it runs as. */
  workloads(stack: Stack): readonly Workload[] {
    return this.workloadLists.of(this.top(stack)).all;
  }

  /** The workloads of the joined stacks that run as a role. */
  workloadsOf(role: Resource): readonly Workload[] {
    return this.workloadsByRole.of(role);
  }

  /** A resource as the workload that it is, once for each role that it runs as. */
  workloadsBy(resource: Resource): readonly Workload[] {
    return this.workloadsByResource.of(resource);
  }

  private readonly runLists = this.settled('scripts', (top: Stack) => scriptRunsIn(top, this));

  /** Every script that a workload of the joined stacks runs, as far as the workspace has it. */
  scriptRuns(stack: Stack): readonly ScriptRun[] {
    return this.runLists.of(this.top(stack));
  }

  private readonly runsByScript = this.settled('runs', (file: string): readonly ScriptRun[] =>
    runsOfScript(file, this),
  );

  /** Every run of a script by a workload of the workspace. */
  runsOf(file: string): readonly ScriptRun[] {
    return this.runsByScript.of(file);
  }

  private readonly scriptDatas = this.settled('script data', (workload: Resource) =>
    dataOfScripts(workload, this),
  );

  /** The data of the workspace that the scripts of a workload name. */
  scriptData(workload: Resource): ReadonlySet<Resource> {
    return this.scriptDatas.of(workload);
  }

  /** A script of the workspace; what is found out about it is worked out again when it changes. */
  script(file: string): Script | undefined {
    this.deployment.decisions.reads(partOf(file, '*'));
    return this.scripts.get(file);
  }

  private readonly encryptedLists = this.settled('encrypted', (top: Stack) => encryptedIn(top, this));

  /** What in the joined stacks is encrypted with a customer managed key of the workspace. */
  encrypted(stack: Stack): EncryptedData {
    return this.encryptedLists.of(this.top(stack));
  }

  private readonly bucketPolicyLists = this.settled('bucket policies', (bucket: Resource) => {
    const stacks = this.joined(bucket.stack);
    const all = this.recall(this.bucketPolicyMaps, stacks[0] ?? bucket.stack, () =>
      policiesByBucket(stacks, this),
    );
    return all.get(bucket) ?? [];
  });

  /** The bucket policies of the joined stacks that protect a bucket. */
  bucketPolicies(bucket: Resource): readonly Policy[] {
    return this.bucketPolicyLists.of(bucket);
  }

  private readonly logBucketSets = this.settled('log buckets', (top: Stack) =>
    logBucketsIn(this.joined(top), this),
  );

  /** The buckets of the joined stacks that others write their logs to. */
  logBuckets(stack: Stack): ReadonlySet<Resource> {
    return this.logBucketSets.of(this.top(stack));
  }

  /** The policy documents that a resource carries. */
  policiesOf(resource: Resource): readonly Policy[] {
    return this.recall(this.policies, resource, () => {
      const policies = policiesOf(resource);
      for (const { document } of policies) this.lookUpReferences(document);
      return policies;
    });
  }

  /** The policies of the workspace that protect data by themselves. */
  protecting(data: Resource): readonly Policy[] {
    return this.recall(this.protections, data, () => resourcePoliciesOf(data, this));
  }

  /**
   * Asks now what compiling a policy will ask of the resources that it names: a compiled policy is kept, and whoever uses it
   * later depends on them all the same.
   */
  private lookUpReferences(document: Value): void {
    anyPart(document, (part) => {
      if (part.kind === 'reference' && part.to.type === 'resource') this.names.glob(part);
      return false;
    });
  }

  /** The identity policies of a role or user. */
  identityOf(principal: Resource): IdentityPolicies {
    return this.recall(this.identities, principal, () => identityPoliciesOf(principal, this));
  }

  /** The key that encrypts what is newly written to a resource. */
  encryptionOf(resource: Resource): KeyUse {
    return this.recall(this.encryptions, resource, () => encryptionOf(resource, this.find));
  }

  /** The ARN of a resource; undefined for types whose ARN format is not known here. */
  arnOf(resource: Resource): Pattern | undefined {
    return this.recall(this.arns, resource, () => {
      const pieces = arnOf(resource, this.find);
      return pieces === undefined ? undefined : exactly(...pieces);
    });
  }

  /** True when a value is the name, or the reference, of a resource. */
  isNameOf(value: Value, resource: Resource): boolean {
    if (value.kind === 'reference' && value.to.type === 'resource') return this.find(value) === resource;
    if (value.kind === 'unknown') return false;
    const pieces = namePieces(resource, this.find);
    return pieces !== undefined && equals(this.names.exactly(value), exactly(...pieces)) === 'yes';
  }

  private readonly networks = this.settled('network', readNetwork);

  /** Subnets, routes, endpoints and security groups of a stack and of the stacks that it is joined with. */
  network(stack: Stack): Network {
    return this.networks.of(stack);
  }

  private settled<K extends Stack | Resource | string, T>(
    name: string,
    work: (about: K) => T,
  ): Settled<K, T> {
    return this.found.settled(name, () => this.deployment.decisions, work);
  }

  private recall<K, T>(cache: Recalled<K, T>, key: K, work: () => T): T {
    return this.deployment.decisions.recall(cache, key, work);
  }
}

function withChildren(stack: Stack): Stack[] {
  return [stack, ...stack.children().flatMap(withChildren)];
}
