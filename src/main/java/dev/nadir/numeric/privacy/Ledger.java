package dev.nadir.numeric.privacy;

/** Who keeps the accounts of one data set. Everything that is released about it is booked in one ledger. */
public interface Ledger {

    /**
     * Books an expense for good before anything is released. When this returns, the booking survives a crash.
     *
     * @throws dev.nadir.base.PreconditionException with a code if it does not fit into what is left, is for other
     *     neighbours than the rest, or the ledger cannot be trusted; nothing may be released then
     */
    void book(Expense expense);

    /** The accounts as they stand. */
    ZCdpAccountant account();
}
