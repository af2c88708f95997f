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
static atomic_ulong current_piece;
static atomic_long finished_parts;
static atomic_int sleeper_count;
// The parts that are left of each member's own share, which is the same from piece to piece so that
// what a core holds in its cache is what it works on again: 32 bits that tell pieces apart, 16 bits
// with the end, 16 with the next part. Who comes late finds none left instead of one of another piece.
static struct {
  _Alignas(64) atomic_ullong parts;
} shares[MOST_CORES];

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Does the parts that are left of a share, from its start, or from its end those of another member.
static void do_share(atomic_ullong *share, int is_own) {
  unsigned long long left = atomic_load(share);
  for (;;) {
    unsigned long long next = left & 0xffff, end = left >> 16 & 0xffff;
    if (next >= end) return;
    unsigned long long rest = is_own ? left + 1 : left - (1 << 16);
    if (!atomic_compare_exchange_weak(share, &left, rest)) continue;
    work(work_context, (ptrdiff_t)(is_own ? next : end - 1));
    atomic_fetch_add(&finished_parts, 1);
    left = atomic_load(share);
  }
}

static void do_parts(ptrdiff_t member) {
  do_share(&shares[member].parts, 1);
  for (ptrdiff_t i = 1; i < team_size; i++)
    do_share(&shares[(member + i) % team_size].parts, 0);
}

static void *_Nullable serve(void *_Nullable argument) {
  ptrdiff_t member = (ptrdiff_t)argument;
  unsigned long seen = 0;
  for (;;) {
    for (int rounds = 0; atomic_load(&current_piece) == seen; rounds++) {
      if (rounds < PATIENCE) {
        relax();
        continue;
      }
      pthread_mutex_lock(&mutex);
      atomic_fetch_add(&sleeper_count, 1);
      while (atomic_load(&current_piece) == seen) pthread_cond_wait(&wakeup, &mutex);
      atomic_fetch_sub(&sleeper_count, 1);
      pthread_mutex_unlock(&mutex);
    }
    seen = atomic_load(&current_piece);
    do_parts(member);
  }
  return NULL;
}

static void start(void) {
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  for (long i = 1; i < cores && i < MOST_CORES; i++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, (void *)i) != 0) break;
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
  unsigned long long piece = (atomic_load(&current_piece) + 1) & 0xffffffff;
  for (ptrdiff_t i = 0; i < team_size; i++) {
    unsigned long long first = (unsigned long long)(i * count / team_size);
    unsigned long long end = (unsigned long long)((i + 1) * count / team_size);
    atomic_store(&shares[i].parts, piece << 32 | end << 16 | first);
  }
  atomic_store(&current_piece, piece);
  if (atomic_load(&sleeper_count) > 0) {
    pthread_mutex_lock(&mutex);
    pthread_cond_broadcast(&wakeup);
    pthread_mutex_unlock(&mutex);
  }
  do_parts(0);
  for (int rounds = 0; atomic_load(&finished_parts) < count; rounds++) {
    if (rounds < PATIENCE)
      relax();
    else
      sched_yield();
  }
  atomic_flag_clear(&is_busy);
}
