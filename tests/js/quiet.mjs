// Standard output belongs to the answers: whatever a library prints goes to standard error. Imported before any library.

for (const level of ["trace", "debug", "log", "info", "warn"]) {
    console[level] = console.error;
}
