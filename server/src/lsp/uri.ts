/**
 * The engine knows a file of the disk by its decoded path with forward slashes (`/home/ann/a b.yaml`,
 * `c:/lake/a.yaml`, `//host/share/a.yaml`) and everything else (`untitled:`, `vscode-notebook-cell:`,
 * `vscode-vfs:`) by its URI as the client spells it.
 */
export function fileOf(uri: string): string {
  const parts = /^file:(?:\/\/([^/]*))?(\/.*)?$/is.exec(uri);
  if (parts === null) return uri;
  const host = parts[1] ?? '';
  const path = decoded(parts[2] ?? '/');
  if (host !== '' && host.toLowerCase() !== 'localhost') return `//${decoded(host)}${path}`;
  const drive = /^\/([a-z]):(.*)$/is.exec(path);
  if (drive === null) return path;
  // Windows does not tell drive letters apart by case, and clients write both.
  return `${drive[1]?.toLowerCase()}:${drive[2]?.replaceAll('\\', '/')}`;
}

/**
 * The engine name of an open document. The engine tells languages apart by a name's ending; where the URI has
 * none (`untitled:Untitled-1`, notebook cells), the editor's language gives it.
 */
export function fileOfDocument(uri: string, languageId: string): string {
  const file = fileOf(uri);
  const ending = endings[languageId];
  return !isUri(file) || ending === undefined || file.endsWith(ending) ? file : file + ending;
}

const endings: Readonly<Record<string, string>> = {
  python: '.py',
  yaml: '.yaml',
  json: '.json',
  jsonc: '.jsonc',
  shellscript: '.sh',
};

/** The URI of an engine file, spelled as VS Code spells it. */
export function uriOf(file: string): string {
  if (isUri(file)) return file;
  if (file.startsWith('//')) {
    const [host = '', ...path] = file.slice(2).split('/');
    return `file://${encoded(host)}/${path.map(encoded).join('/')}`;
  }
  const path = file.split('/').map(encoded).join('/');
  return file.startsWith('/') ? `file://${path}` : `file:///${path}`;
}

/** True for names that are URIs: a scheme has two letters at least, a Windows drive one. */
export function isUri(file: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(file);
}

/** True when the file lies in the folder or below it; both are engine names. */
export function isWithin(file: string, folder: string): boolean {
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The engine name of a file in a folder. */
export function inFolder(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

function encoded(segment: string): string {
  // A lone surrogate has no UTF-8 form, and encodeURIComponent would throw.
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function decoded(text: string): string {
  // A stray percent sign spoils only its own segment: some clients do not encode it.
  return text.split('/').map(decodedSegment).join('/');
}

function decodedSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
