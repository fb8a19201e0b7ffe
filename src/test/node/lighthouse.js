// Audits a page with Lighthouse, as on a phone: node lighthouse.js URL CHROMIUM CATEGORY…
// Prints what each category scored, of 100, and what cost points there, as JSON.
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

const [url, chromePath, ...onlyCategories] = process.argv.slice(2);
const chrome = await launch({ chromePath, chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu'] });
try {
  const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories, logLevel: 'error' });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const report = Object.values(lhr.categories).map(({ id, score, auditRefs }) => [id, {
    score: Math.round(score * 100),
    lost: auditRefs.filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 1)
      .map((ref) => `${lhr.audits[ref.id].title} ${lhr.audits[ref.id].displayValue ?? ''}`.trim()),
  }]);
  console.log(JSON.stringify(Object.fromEntries(report)));
} finally {
  chrome.kill();
}
