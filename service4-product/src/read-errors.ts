/** Describes an error of the file system, as the end of a sentence that begins with the path. */
export function describeReadError(error: unknown, kind: 'file' | 'folder'): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'this user has no permission to read it';
  if (code === 'EISDIR') return 'this is a folder, not a file';
  if (code === 'ENOTDIR' && kind === 'folder') return 'this is not a folder';
  // ENOTDIR for a file: a part of its path is a file, not a folder.
  if (code === 'ENOENT' || code === 'ENOTDIR') return `there is no such ${kind}`;
  return `it cannot be read: ${message}`;
}
