/** Programs that use most of the language, read in every half-typed state. */
export const programs: readonly string[] = [
  `"""Job."""
import sys, os.path as p
from . import (a, b as c)
@dec(1)
async def f(a, b: int = 3, *args, c='x', **kw) -> str:
    global g
    x, (y, *z) = 1, [2, 3]
    d['k'] = o.a.b = {**a, 'k': f"a{x!r:>{w}}b{y['k']}" 'lit'}
    if x := foo():
        return 1
    elif y: pass
    else:
        raise X('a') from e
    for i, j in d.items():
        yield i
    while True: break
    with open('x') as fh, open('y') as g:
        pass
    try:
        pass
    except (A, B) as e: pass
    finally:
        del x
    return lambda q, r=1: q
`,
  `class K(Base, metaclass=M):
    attr = '''tri
ple'''
    def __init__(self, a):
        self.x = a; self.y = [x for x in y if z]
match z:
    case {'a': 1}: pass
    case _:
        print(a, *b, **c, k=1)
z = not a and b or c[1:2, ::3].b(1)(2) % (await q)
`,
  `import boto3
policy = json.dumps({
    "Statement": [{"Effect": "Allow"}],  # all
})
s3 = boto3.client('s3')
s3.put_object(
    Bucket='b',
    Key=f'{x}/{y:%Y}',
)
`,
];

export const literalCases: readonly { readonly literal: string; readonly text: string }[] = [
  { literal: `'a'`, text: 'a' },
  { literal: `"a'b"`, text: "a'b" },
  { literal: String.raw`'a\'b\\c\n\t\x41\u00e9\101\q'`, text: "a'b\\c\n\tAéA\\q" },
  { literal: String.raw`r'a\n\''`, text: String.raw`a\n\'` },
  { literal: `b"bytes"`, text: 'bytes' },
  { literal: `u'x'`, text: 'x' },
  { literal: `'''a\n'b'\n'''`, text: "a\n'b'\n" },
  { literal: `"""a\r\nb"""`, text: 'a\nb' },
  { literal: `'a\\\nb'`, text: 'ab' },
  { literal: `'open`, text: 'open' },
  { literal: `''`, text: '' },
  { literal: String.raw`'\U0001F600'`, text: '😀' },
  { literal: String.raw`'\UFFFFFFFF'`, text: String.raw`\UFFFFFFFF` },
];
