// A team of threads that share one piece of work at a time. What the parts of a piece are is told by
// who asks, such that results do not depend on how many threads there are.
#include "CKernels.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <unistd.h>

// Rounds of waiting for work before a thread goes to sleep: some 50 microseconds.
enum { PATIENCE = 4096, MOST_CORES = 64 };

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wakeup = PTHREAD_COND_INITIALIZER;
static pthread_once_t is_started = PTHREAD_ONCE_INIT;
static atomic_flag is_busy = ATOMIC_FLAG_INIT;
static ptrdiff_t team_size = 1;

// The piece of work; it stays while any of its parts is not finished.
static void (*_Nullable work)(void *_Nullable context, ptrdiff_t part);
static void *_Nullable work_context;
static atomic_long finished_parts;
static atomic_int sleeper_count;
// 32 bits that tell pieces apart, 16 bits with the number of parts, 16 with the next part: who comes
// late finds no part left instead of one of another piece.
static atomic_ullong ticket;

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static void do_parts(void) {
  unsigned long long taken = atomic_load(&ticket);
  while ((taken & 0xffff) < (taken >> 16 & 0xffff)) {
    if (!atomic_compare_exchange_weak(&ticket, &taken, taken + 1)) continue;
    work(work_context, (ptrdiff_t)(taken & 0xffff));
    atomic_fetch_add(&finished_parts, 1);
    taken = atomic_load(&ticket);
  }
}

static inline unsigned long long current_piece(void) { return atomic_load(&ticket) >> 32; }

static void *_Nullable serve(void *_Nullable argument) {
  (void)argument;
  unsigned long long seen = 0;
  for (;;) {
    for (int rounds = 0; current_piece() == seen; rounds++) {
      if (rounds < PATIENCE) {
        relax();
        continue;
      }
      pthread_mutex_lock(&mutex);
      atomic_fetch_add(&sleeper_count, 1);
      while (current_piece() == seen) pthread_cond_wait(&wakeup, &mutex);
      atomic_fetch_sub(&sleeper_count, 1);
      pthread_mutex_unlock(&mutex);
    }
    seen = current_piece();
    do_parts();
  }
  return NULL;
}

static void start(void) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  for (long i = 1; i < cores && i < MOST_CORES; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, NULL) != 0) break;
    pthread_detach(thread);
    team_size += 1;
  }
}

ptrdiff_t lectern_team_size(void) {
  pthread_once(&is_started, start);
  return team_size;
}

void lectern_share(ptrdiff_t count, void *context,
                   void (*part)(void *context, ptrdiff_t index)) {
  // Who comes while the team is at work does the work alone.
  if (count < 2 || lectern_team_size() < 2 || atomic_flag_test_and_set(&is_busy)) {
    for (ptrdiff_t i = 0; i < count; i++) part(context, i);
    return;
  }
  work = part;
  work_context = context;
  atomic_store(&finished_parts, 0);
  unsigned long long piece = (current_piece() + 1) & 0xffffffff;
  atomic_store(&ticket, piece << 32 | (unsigned long long)count << 16);
  if (atomic_load(&sleeper_count) > 0) {
    pthread_mutex_lock(&mutex);
    pthread_cond_broadcast(&wakeup);
    pthread_mutex_unlock(&mutex);
  }
  do_parts();
  for (int rounds = 0; atomic_load(&finished_parts) < count; rounds++) {
    if (rounds < PATIENCE)
      relax();
    else
      sched_yield();
  }
  atomic_flag_clear(&is_busy);
}
