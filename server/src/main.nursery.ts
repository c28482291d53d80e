import { setFlagsFromString } from 'node:v8';

// Much of what a check makes is short-lived: a small nursery costs no time and keeps some 40 MB of the machine free. Imported
// first by the entry points, because a nursery that has grown does not shrink.
setFlagsFromString('--max-semi-space-size=4');
setFlagsFromString('--semi-space-growth-factor=1');
