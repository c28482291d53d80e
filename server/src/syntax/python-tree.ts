/**
 * A Python program as plain data. Offsets count from the start of the statement that the node belongs to, so that
 * a statement whose text did not change is taken over from the document's previous version as it is.
 */
interface Spanned {
  readonly from: number;
  readonly to: number;
}

export interface NameExpression extends Spanned {
  readonly kind: 'name';
  readonly id: string;
}

/** A literal; adjacent literals are a `joined` of several. Bytes count as strings. */
export interface StringExpression extends Spanned {
  readonly kind: 'string';
  readonly text: string;
}

/** An f-string: literal stretches and the expressions between them. */
export interface FormatExpression extends Spanned {
  readonly kind: 'format';
  readonly parts: readonly Expression[];
}

/** Implicit concatenation: `'a' 'b'`. */
export interface JoinedExpression extends Spanned {
  readonly kind: 'joined';
  readonly parts: readonly Expression[];
}

/** Number, `True`, `False`, `None`. */
export interface ConstantExpression extends Spanned {
  readonly kind: 'constant';
  readonly value: number | boolean | null;
  readonly text: string;
}

export interface Item {
  /** 0: an item, 1: `*items`, 2: `**items`. */
  readonly stars: 0 | 1 | 2;
  readonly value: Expression;
}

/** List, tuple or set. */
export interface ListExpression extends Spanned {
  readonly kind: 'list';
  readonly items: readonly Item[];
}

export interface DictEntry {
  /** Undefined for `**mapping`. */
  readonly key: Expression | undefined;
  readonly value: Expression;
}

export interface DictExpression extends Spanned {
  readonly kind: 'dict';
  readonly entries: readonly DictEntry[];
}

export interface CallArgument extends Item {
  /** The keyword. */
  readonly name: NameExpression | undefined;
}

export interface CallExpression extends Spanned {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly CallArgument[];
}

export interface AttributeExpression extends Spanned {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: NameExpression;
}

export interface SubscriptExpression extends Spanned {
  readonly kind: 'subscript';
  readonly object: Expression;
  /** Undefined for a slice. */
  readonly index: Expression | undefined;
}

/** `a + b + c`: operators of one level of nesting, applied from the left. */
export interface BinaryExpression extends Spanned {
  readonly kind: 'binary';
  readonly first: Expression;
  readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}

export interface ConditionalExpression extends Spanned {
  readonly kind: 'conditional';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

export interface LambdaExpression extends Spanned {
  readonly kind: 'lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface ComprehensionExpression extends Spanned {
  readonly kind: 'comprehension';
  readonly of: 'list' | 'dict';
  readonly clauses: readonly { readonly target: Expression; readonly from: Expression }[];
  readonly conditions: readonly Expression[];
  /** The key of a dict comprehension. */
  readonly key: Expression | undefined;
  readonly element: Expression;
}

export interface NamedExpression extends Spanned {
  readonly kind: 'named';
  readonly target: Expression;
  readonly value: Expression;
}

/** Anything else, with the expressions in it: `not x`, `-x`, `yield x`, `...`. */
export interface OtherExpression extends Spanned {
  readonly kind: 'other';
  readonly operator: string;
  readonly children: readonly Expression[];
}

export type Expression =
  | NameExpression
  | StringExpression
  | FormatExpression
  | JoinedExpression
  | ConstantExpression
  | ListExpression
  | DictExpression
  | CallExpression
  | AttributeExpression
  | SubscriptExpression
  | BinaryExpression
  | ConditionalExpression
  | LambdaExpression
  | ComprehensionExpression
  | NamedExpression
  | OtherExpression;

export interface Parameter {
  readonly name: NameExpression;
  readonly stars: 0 | 1 | 2;
  readonly default: Expression | undefined;
}

/** A statement in a body; `offset` is where it starts, counted from the start of the statement around it. */
export interface Placed {
  readonly offset: number;
  readonly statement: Statement;
}

export type Body = readonly Placed[];

interface StatementBase {
  readonly length: number;
  /** Last names of what is called in it and below. */
  readonly calls: readonly string[];
  /** True when a `return` with a value stands in it or below, outside nested functions. */
  readonly returns: boolean;
}

export interface ImportedName {
  /** What is imported; `*` for everything. */
  readonly name: string;
  /** The name that it gets; for `import a.b` the first part. */
  readonly as: string;
}

export type Statement = StatementBase &
  (
    | { readonly kind: 'expression'; readonly expressions: readonly Expression[] }
    | { readonly kind: 'assign'; readonly targets: readonly Expression[]; readonly value: Expression }
    | {
        readonly kind: 'augment';
        readonly target: Expression;
        readonly operator: string;
        readonly value: Expression;
      }
    /** Ways of which at most one is taken; `complete` when one of them is always taken. */
    | {
        readonly kind: 'branch';
        readonly tests: readonly Expression[];
        readonly ways: readonly Body[];
        readonly complete: boolean;
      }
    | {
        readonly kind: 'for';
        readonly target: Expression | undefined;
        readonly from: Expression | undefined;
        readonly body: Body;
        readonly otherwise: Body;
      }
    | { readonly kind: 'try'; readonly body: Body; readonly handlers: readonly Body[]; readonly after: Body }
    | {
        readonly kind: 'with';
        readonly items: readonly { readonly value: Expression; readonly target: Expression | undefined }[];
        readonly body: Body;
      }
    | {
        readonly kind: 'function';
        readonly name: NameExpression;
        readonly parameters: readonly Parameter[];
        readonly decorators: readonly Expression[];
        readonly body: Body;
      }
    | {
        readonly kind: 'class';
        readonly name: NameExpression;
        readonly bases: readonly CallArgument[];
        readonly decorators: readonly Expression[];
        readonly body: Body;
        /** The names that its body declares with a type, in their order: the fields of a data class. */
        readonly fields: readonly string[];
      }
    | { readonly kind: 'return'; readonly value: Expression | undefined }
    /** `raise`, `break`, `continue`: nothing after it in its body runs. */
    | { readonly kind: 'leave'; readonly expressions: readonly Expression[] }
    /** `module` is undefined for `import a, b`. */
    | {
        readonly kind: 'import';
        readonly module: string | undefined;
        readonly names: readonly ImportedName[];
      }
    | { readonly kind: 'global'; readonly names: readonly string[] }
    /** Statements on one line: `a; b`. */
    | { readonly kind: 'group'; readonly body: Body }
  );
