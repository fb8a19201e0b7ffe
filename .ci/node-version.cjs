// Says with which Node.js the page is built and tested: those of "engines" in webapp-static/package.json, which are those that all
// of its tools work with.
//   node .ci/node-version.cjs           ends with 1, and says why, when this Node.js is none of them
//   node .ci/node-version.cjs 22.12.0   the same for another version
const { engines } = require('../webapp-static/package.json');

const version = process.argv[2] ?? process.versions.node;
const parts = (text) => text.split('.').map(Number);
const isSince = (given, first) => {
  const different = given.findIndex((part, i) => part !== first[i]);
  return different < 0 || given[different] > first[different];
};
const isAllowed = engines.node.split('||').map((range) => range.trim()).some((range) => {
  const first = parts(range.replace(/^\D+/, ''));
  const given = parts(version);
  return isSince(given, first) && (range.startsWith('>=') || given[0] === first[0]);
});
if (!isAllowed) {
  console.error(`Node.js ${version} does not do: ${engines.node} is needed.`);
  process.exit(1);
}
