import { describe, expect, it } from 'vitest';
import { fileOf, fileOfDocument, isWithin, uriOf } from '../server/src/lsp/uri';

/** A URI as clients spell it, the engine's name for it, and our spelling where it differs. */
const names: readonly { uri: string; file: string; ours?: string }[] = [
  { uri: 'file:///home/ann/stack.yaml', file: '/home/ann/stack.yaml' },
  { uri: 'file:///home/ann/my%20stack.yaml', file: '/home/ann/my stack.yaml' },
  {
    uri: 'file:///home/ann/my stack.yaml',
    file: '/home/ann/my stack.yaml',
    ours: 'file:///home/ann/my%20stack.yaml',
  },
  { uri: 'file:///home/%C3%A5sa/%E6%95%B0%E6%8D%AE.yaml', file: '/home/åsa/数据.yaml' },
  { uri: 'file:///home/a%23b%3Fc.yaml', file: '/home/a#b?c.yaml' },
  { uri: 'file:///home/100%25.yaml', file: '/home/100%.yaml' },
  { uri: 'file:///home/100%.yaml', file: '/home/100%.yaml', ours: 'file:///home/100%25.yaml' },
  { uri: 'file:///home/%28a%29%21.yaml', file: '/home/(a)!.yaml' },
  { uri: 'file:///home/(a)!.yaml', file: '/home/(a)!.yaml', ours: 'file:///home/%28a%29%21.yaml' },
  { uri: 'file:///c%3A/lake/a.yaml', file: 'c:/lake/a.yaml' },
  { uri: 'file:///C:/lake/a.yaml', file: 'c:/lake/a.yaml', ours: 'file:///c%3A/lake/a.yaml' },
  { uri: 'file:///C%3A%5Clake%5Ca.yaml', file: 'c:/lake/a.yaml', ours: 'file:///c%3A/lake/a.yaml' },
  { uri: 'FILE:/C:/lake/a.yaml', file: 'c:/lake/a.yaml', ours: 'file:///c%3A/lake/a.yaml' },
  { uri: 'file://localhost/tmp/a.yaml', file: '/tmp/a.yaml', ours: 'file:///tmp/a.yaml' },
  { uri: 'file://server/share/a%20b.yaml', file: '//server/share/a b.yaml' },
  { uri: 'file:///', file: '/' },
  { uri: 'untitled:Untitled-1', file: 'untitled:Untitled-1' },
  { uri: 'untitled:/home/ann/new%20one.yaml', file: 'untitled:/home/ann/new%20one.yaml' },
  {
    uri: 'vscode-notebook-cell:/home/ann/job.ipynb#W0sZmlsZQ%3D%3D',
    file: 'vscode-notebook-cell:/home/ann/job.ipynb#W0sZmlsZQ%3D%3D',
  },
  { uri: 'vscode-vfs://github/ann/lake/a%20b.yaml', file: 'vscode-vfs://github/ann/lake/a%20b.yaml' },
  { uri: 'git:/home/ann/a.yaml?%7B%7D', file: 'git:/home/ann/a.yaml?%7B%7D' },
  { uri: '', file: '' },
];

describe('names of files', () => {
  it.each(names)('$uri is $file', ({ uri, file, ours }) => {
    expect(fileOf(uri)).toBe(file);
    if (uri === '') return;
    expect(uriOf(file)).toBe(ours ?? uri);
    expect(fileOf(uriOf(file))).toBe(file);
  });

  it('survive half a surrogate pair', () => {
    expect(uriOf('/tmp/\ud800.yaml')).toBe('file:///tmp/%EF%BF%BD.yaml');
  });

  it.each([
    { uri: 'untitled:Untitled-1', language: 'python', file: 'untitled:Untitled-1.py' },
    { uri: 'untitled:Untitled-1', language: 'plaintext', file: 'untitled:Untitled-1' },
    { uri: 'untitled:/tmp/a.py', language: 'python', file: 'untitled:/tmp/a.py' },
    { uri: 'file:///tmp/job', language: 'python', file: '/tmp/job' },
  ])('of $uri in $language', ({ uri, language, file }) => {
    expect(fileOfDocument(uri, language)).toBe(file);
  });

  it.each([
    { file: '/lake/a.yaml', folder: '/lake', expected: true },
    { file: '/workshop/a.yaml', folder: '/lake', expected: false },
    { file: 'c:/a.yaml', folder: 'c:/', expected: true },
    { file: '/a.yaml', folder: '/', expected: true },
    { file: 'vscode-vfs://github/ann/lake/a.yaml', folder: 'vscode-vfs://github/ann/lake', expected: true },
    { file: 'untitled:Untitled-1', folder: '/lake', expected: false },
  ])('$file lies in $folder: $expected', ({ file, folder, expected }) => {
    expect(isWithin(file, folder)).toBe(expected);
  });
});
