// Loaded before a program: tells at its end how much memory it had at most and how long processors worked for it.
process.once('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stderr.write(`\npeak memory: ${maxRSS} KiB, work: ${userCPUTime + systemCPUTime} us\n`);
});
