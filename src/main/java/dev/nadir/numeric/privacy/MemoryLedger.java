package dev.nadir.numeric.privacy;

/** A ledger that ends with the program: for simulations, and for releases whose ledger is kept elsewhere. */
public final class MemoryLedger implements Ledger {

    private ZCdpAccountant account;

    /** A ledger with nothing booked beyond what the accounts say. */
    public MemoryLedger(ZCdpAccountant account) {
        this.account = account;
    }

    @Override
    public synchronized void book(Expense expense) {
        account = account.after(expense);
    }

    @Override
    public synchronized ZCdpAccountant account() {
        return account;
    }
}
