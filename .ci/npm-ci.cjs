// Runs `npm ci` in the current folder, unless its node_modules was made by the same Node.js from the same files: the first build
// fetches the packages, and later ones only what has changed.
const { spawnSync } = require('node:child_process');
const { createHash } = require('node:crypto');
const { existsSync, readFileSync, writeFileSync } = require('node:fs');

// `npm ci` empties the folder first, so one that did not end leaves no such file.
const MADE_FROM = 'node_modules/.made-from';

const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`);
for (const file of ['package.json', 'package-lock.json', '.npmrc']) hash.update(readFileSync(file));
const wanted = hash.digest('hex');

if (!existsSync(MADE_FROM) || readFileSync(MADE_FROM, 'utf8') !== wanted) {
  const { status, error } = spawnSync('npm', ['ci', '--no-progress'], { stdio: 'inherit', shell: process.platform === 'win32' });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(MADE_FROM, wanted);
}
