/** Why a file or a folder cannot be read, from what the system threw. */
export function whyUnreadable(error: unknown, kind: 'file' | 'folder'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not read it';
  if (code === 'EISDIR') return 'this is a folder, not a file';
  if (code === 'ENOTDIR' && kind === 'folder') return 'this is no folder';
  // Below a file there is nothing either.
  if (code === 'ENOENT' || code === 'ENOTDIR') return `there is no such ${kind}`;
  return `it cannot be read: ${message}`;
}
