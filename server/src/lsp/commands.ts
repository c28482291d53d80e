/** Makes a repair; its argument is what a code action would carry. For clients without code actions. */
export const repairCommand = 'lakewarden.server.repair';

/** The server's own requests, and the commands that do the same for clients that can only run commands. */
export const ownRequests = {
  status: 'lakewarden/status',
  scanWorkspace: 'lakewarden/scanWorkspace',
  explainAccess: 'lakewarden/explainAccess',
} as const;

const commandOfRequest = {
  'lakewarden.server.status': ownRequests.status,
  'lakewarden.server.scanWorkspace': ownRequests.scanWorkspace,
  'lakewarden.server.explainAccess': ownRequests.explainAccess,
} as const;

/** Names differ from the client extension's own commands: two cannot register the same. */
export const commandNames: readonly string[] = [repairCommand, ...Object.keys(commandOfRequest)];

/** The request that a command stands for; undefined for other commands. */
export function requestOfCommand(command: string): OwnRequest | undefined {
  return Object.hasOwn(commandOfRequest, command)
    ? commandOfRequest[command as keyof typeof commandOfRequest]
    : undefined;
}

export type OwnRequest = (typeof ownRequests)[keyof typeof ownRequests];
